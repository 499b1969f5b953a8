package io.baton.engine;

import io.baton.api.StartRefusedException;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Circumstances;
import io.baton.model.Codes;
import io.baton.model.Command;
import io.baton.model.Command.StartCase;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.Event;
import io.baton.model.Failure;
import io.baton.model.Parent;
import io.baton.model.StartRequest;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import io.baton.port.CaseStore;
import io.baton.port.Definitions;
import io.baton.port.Outbox;
import io.baton.port.Transactions;
import io.baton.port.TurnObserver;
import io.baton.port.TurnPublisher;
import io.baton.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.UUID;

/** Starts cases in the caller's transaction: the case's row and its first command, or neither. */
public final class CaseStarter {
  private static final CommandId CREATION = new CommandId("create");

  private final CaseStore store;
  private final Outbox outbox;
  private final Definitions definitions;
  private final Transactions transactions;
  private final TurnObserver observer;
  private final TurnPublisher publisher;

  public CaseStarter(Kernel kernel) {
    this.store = kernel.store();
    this.outbox = kernel.outbox();
    this.definitions = kernel.definitions();
    this.transactions = kernel.transactions();
    this.observer = kernel.observer();
    this.publisher = kernel.publisher();
  }

  /**
   * @param starter who asks, as the host has it authenticated
   * @throws StartRefusedException naming what is wrong
   */
  public Started start(StartRequest request, String starter) {
    WorkflowId workflow = workflow(request);
    checkInput(workflow, request);
    CaseId id =
        request.caseId() == null ? new CaseId(UUID.randomUUID().toString()) : request.caseId();
    Event.CaseStarted created =
        new Event.CaseStarted(
            workflow,
            request.input(),
            starter,
            request.replyTo(),
            request.businessKey(),
            request.priority(),
            null,
            request.circumstances().orNull());
    return create(id, created) ? new Started(id, true) : existing(id, workflow, request);
  }

  /** Starts a case that another one awaits; when its id is taken, the parent is told so. */
  void startChild(Effect.StartChild child) {
    SortedSet<Integer> versions = definitions.versions(child.workflow());
    WorkflowId workflow =
        new WorkflowId(child.workflow(), versions.isEmpty() ? 1 : versions.last());
    Event.CaseStarted started =
        new Event.CaseStarted(
            workflow, child.input(), child.starter(), null, null, child.priority(), child.parent());
    if (!create(child.child(), started)) {
      Parent parent = child.parent();
      String text = "case id '%s' belongs to another case".formatted(child.child());
      Failure taken = new Failure(Failure.Category.FATAL, Codes.CASE_ID_TAKEN, text);
      CommandId id = new CommandId("taken " + parent.ref());
      outbox.send(
          List.of(
              new Effect.Send(
                  new Command.SettleRef(parent.caseId(), id, parent.ref(), 0, null, taken))));
    }
  }

  private boolean create(CaseId id, Event.CaseStarted created) {
    Turn turn = new Turn(0, CREATION, store.now(), List.of(created));
    Case started = Case.replay(id, List.of(turn));
    if (!store.create(started, turn)) {
      return false;
    }
    publisher.after(started).forEach(outbox::publish);
    Named.tellAfterCommit(started, turn, Map.of(), observer, transactions);
    Circumstances how = started.circumstances();
    how.labels().forEach((name, value) -> setAttribute(id, name, value));
    if (how.notBefore() != null && how.notBefore().isAfter(turn.at())) {
      store.timers().set(id, Consequences.START, how.notBefore());
    } else {
      StartCase first = new StartCase(id, StartCase.FIRST, created.workflow(), null);
      outbox.send(List.of(new Effect.Send(first, Duration.ZERO, 0, created.priority())));
    }
    return true;
  }

  private void setAttribute(CaseId id, String name, String value) {
    store.catalog().setAttribute(id, name, Json.payload(value));
  }

  /**
   * Starts a case with the same input as one that has ended, on the same version.
   *
   * @throws StartRefusedException when there is no such case, or it has not ended
   */
  Started repeat(CaseId id, String starter) {
    Case ended =
        store
            .read(id)
            .filter(seen -> seen.status().isEnd())
            .orElseThrow(
                () ->
                    new StartRefusedException(
                        Codes.NOT_REPEATABLE,
                        "there is no case '%s' that has ended".formatted(id)));
    Circumstances was = ended.circumstances();
    CaseId first = was.original() == null ? id : was.original();
    return start(
        new StartRequest(
            ended.workflow().name(),
            ended.workflow().version(),
            null,
            ended.input(),
            null,
            UUID.randomUUID().toString(),
            ended.businessKey(),
            ended.priority(),
            new Circumstances(was.labels(), null, first)),
        starter);
  }

  /** The same wish again: the case is there, and whoever asked twice is told the end twice. */
  private Started existing(CaseId id, WorkflowId workflow, StartRequest request) {
    WorkflowId taken = store.read(id).map(Case::workflow).orElse(workflow);
    if (!taken.name().equals(workflow.name())) {
      throw new StartRefusedException(
          Codes.CASE_ID_TAKEN,
          "case id '%s' belongs to a case of workflow '%s'".formatted(id, taken.name()));
    }
    if (request.replyTo() != null) {
      CommandId asking = new CommandId("ask " + request.requestId());
      send(new StartCase(id, asking, taken, request.replyTo()));
    }
    return new Started(id, false);
  }

  private void send(StartCase command) {
    outbox.send(List.of(new Effect.Send(command)));
  }

  /**
   * @throws StartRefusedException when no version of the workflow is
   */
  void checkDeployed(String workflow) {
    if (definitions.versions(workflow).isEmpty()) {
      throw new StartRefusedException(
          Codes.UNKNOWN_WORKFLOW,
          "workflow '%s' is not deployed; deployed are %s"
              .formatted(workflow, definitions.workflows()));
    }
  }

  private WorkflowId workflow(StartRequest request) {
    checkDeployed(request.workflow());
    SortedSet<Integer> versions = definitions.versions(request.workflow());
    int version = request.version() == null ? versions.last() : request.version();
    if (version < 1 || !definitions.isStartable(new WorkflowId(request.workflow(), version))) {
      throw new StartRefusedException(
          Codes.UNKNOWN_VERSION,
          "workflow '%s' has no version %d; deployed are %s"
              .formatted(request.workflow(), version, versions));
    }
    return new WorkflowId(request.workflow(), version);
  }

  private void checkInput(WorkflowId workflow, StartRequest request) {
    try {
      definitions.checkInput(workflow, request.input());
    } catch (IllegalArgumentException e) {
      throw new StartRefusedException(
          Codes.INPUT_REFUSED, "input of workflow " + workflow + ": " + e.getMessage());
    }
  }

  /**
   * @param created false when the case was there already
   */
  public record Started(CaseId id, boolean created) {}
}
