package io.baton.engine;

import io.baton.api.StartRefusedException;
import io.baton.model.Codes;
import io.baton.model.CommandId;
import io.baton.model.TaskAnswer;
import io.baton.model.WorkflowId;
import io.baton.port.CaseStore;
import io.baton.port.Definitions;
import io.baton.wire.MessageId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes what workers tell in a format of another system to the case that waits for it, or opens a
 * case with it.
 */
public final class TaskDesk {
  private final CaseStore store;
  private final Definitions definitions;
  private final CaseStarter starter;
  private final AnswerDesk answers;

  public TaskDesk(Kernel kernel, CaseStarter starter, CaseWorker worker) {
    this.store = kernel.store();
    this.definitions = kernel.definitions();
    this.starter = starter;
    this.answers = new AnswerDesk(kernel, worker);
  }

  /**
   * @param request what is answered; null when only the answer itself can tell
   * @param messageId a second answer with it says the same; null when there is none
   * @param sender who starts a case that is opened, as the host has him authenticated
   * @throws StartRefusedException naming the workflow or version that is not known, or not the
   *     case's
   */
  public Handled handle(
      TaskAnswer told,
      TaskAnswer.@Nullable Request request,
      @Nullable String messageId,
      String sender,
      Delivery delivery) {
    return handle(
        told, request, new CommandId("told " + MessageId.of(messageId)), sender, delivery);
  }

  /**
   * @param id the same for the same answer, however often it comes
   */
  Handled handle(
      TaskAnswer told,
      TaskAnswer.@Nullable Request request,
      CommandId id,
      String sender,
      Delivery delivery) {
    Optional<WorkflowId> of = store.workflow(told.caseId());
    if (of.isPresent()) {
      checkIsOf(of.get(), told);
    } else {
      openIfItMay(told, sender, delivery);
    }
    return answers.handle(told.command(id, request), delivery);
  }

  /**
   * True when a case that is not there is begun by this answer.
   *
   * @throws StartRefusedException naming the workflow or version that is not known
   */
  boolean opens(TaskAnswer told) {
    WorkflowId workflow = starter.workflow(told.workflow(), told.version());
    return told.value() != null
        && definitions
            .program(workflow)
            .filter(program -> program.opensWith(told.activity()))
            .isPresent();
  }

  private static void checkIsOf(WorkflowId workflow, TaskAnswer told) {
    boolean same =
        workflow.name().equals(told.workflow())
            && (told.version() == null || told.version() == workflow.version());
    if (!same) {
      throw new StartRefusedException(
          Codes.TASK_ANSWER_REFUSED,
          "case '%s' is one of workflow %s, not of %s"
              .formatted(told.caseId(), workflow, name(told)));
    }
  }

  private static String name(TaskAnswer told) {
    return told.version() == null ? told.workflow() : told.workflow() + "@" + told.version();
  }

  /** Else the case may still be on its way, and the message waits for it. */
  private void openIfItMay(TaskAnswer told, String sender, Delivery delivery) {
    if (opens(told)) {
      WorkflowId workflow = starter.workflow(told.workflow(), told.version());
      starter.open(workflow, told, sender, delivery);
    }
  }
}
