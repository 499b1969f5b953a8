package io.baton.graph.executor;

import io.baton.model.CaseId;
import io.baton.model.Circumstances;
import io.baton.model.Event;
import io.baton.model.Payload;
import io.baton.model.StartRequest;
import io.baton.wire.UnreadableException;

/**
 * What the world outside may say by an execution: that there shall be one. Whatever else an
 * execution says is the executor's to say; it is refused, and the host counts it.
 */
public final class ExecutionDoor {
  /**
   * @param messageId tells this message from another one
   * @throws UnreadableException when it cannot be read, or does not create an execution
   */
  public StartRequest read(String text, String messageId) {
    try {
      return request(Execution.read(text), messageId);
    } catch (UnreadableException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new UnreadableException(String.valueOf(e.getMessage()));
    }
  }

  private static StartRequest request(Execution asked, String messageId) {
    checkThatItCreates(asked);
    return new StartRequest(
        asked.flowId(),
        asked.flowRevision(),
        asked.id() == null ? null : new CaseId(asked.id()),
        asked.inputs() == null ? Payload.NULL : new Payload(asked.inputs()),
        null,
        messageId,
        null,
        Event.CaseStarted.ORDINARY,
        new Circumstances(asked.labels(), asked.scheduleDate(), original(asked)));
  }

  private static @org.jspecify.annotations.Nullable CaseId original(Execution asked) {
    String original = asked.originalId();
    return original == null || original.equals(asked.id()) ? null : new CaseId(original);
  }

  private static void checkThatItCreates(Execution asked) {
    if (!asked.taskRunList().isEmpty()) {
      throw new UnreadableException(
          "at /taskRunList: only the executor tells of task runs; a message from outside creates");
    }
    if (asked.state() != null
        && (asked.state().current() != RunState.CREATED || asked.state().histories().size() > 1)) {
      throw new UnreadableException(
          "at /state/current: only the executor tells of states; expected CREATED, found "
              + asked.state().current());
    }
    if (asked.outputs() != null || asked.parentId() != null) {
      throw new UnreadableException(
          "at %s: not of an execution that is being created"
              .formatted(asked.outputs() != null ? "/outputs" : "/parentId"));
    }
  }
}
