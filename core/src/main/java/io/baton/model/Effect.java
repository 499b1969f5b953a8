package io.baton.model;

import java.time.Duration;
import java.time.Instant;

/** What a turn does beyond its case, in the same transaction. */
public sealed interface Effect {
  /**
   * Put a command on its queue.
   *
   * @param delay it is delivered no earlier than after this
   * @param hops how often it was sent on unhandled: to find a node that knows it, or from the dead
   *     letters
   * @param priority 0 to 9, as in JMS
   */
  record Send(Command command, Duration delay, int hops, int priority) implements Effect {
    public Send(Command command, Duration delay, int hops) {
      this(command, delay, hops, Event.CaseStarted.ORDINARY);
    }

    public Send(Command command, Duration delay) {
      this(command, delay, 0);
    }

    public Send(Command command) {
      this(command, Duration.ZERO, 0);
    }
  }

  /**
   * Start another case, awaited by this one.
   *
   * @param starter who started this case
   */
  record StartChild(
      CaseId child, String workflow, Payload input, String starter, int priority, Parent parent)
      implements Effect {}

  /** Ask a worker elsewhere. */
  record Ask(RemoteRequest request, Duration delay) implements Effect {}

  /**
   * Keep a request back until its service is up.
   *
   * @param key the ref that it is for, or {@link RefId#undoRequest} of an undo
   * @param turn number of the turn that keeps it back
   */
  record Hold(CaseId caseId, String service, RefId key, int attempt, long turn) implements Effect {}

  /** A request that is kept back need not leave any more. */
  record DropHeld(CaseId caseId, RefId key) implements Effect {}

  /**
   * Fire the timer {@code key} of the case at {@code due}; an earlier one of that key is replaced.
   */
  record SetTimer(CaseId caseId, RefId key, Instant due) implements Effect {}

  record ClearTimer(CaseId caseId, RefId key) implements Effect {}

  /** Put a value on an output topic. */
  record Publish(CaseId caseId, String topic, String key, Payload value) implements Effect {}

  /** Let the case be found by this value; JSON's null removes the attribute. */
  record SetAttribute(CaseId caseId, String name, Payload value) implements Effect {}

  /** Let the case be found by what it hears. */
  record Subscribe(CaseId caseId, String signal, String key) implements Effect {}

  /** The case hears nothing any more. */
  record Unsubscribe(CaseId caseId) implements Effect {}

  /**
   * The case has ended: its place in its workflow is somebody else's.
   *
   * @param limit how many places there are
   */
  record GivePlaceBack(String workflow, CaseId caseId, int limit) implements Effect {}

  /** Whoever works on this elsewhere need not go on: nobody awaits it any more. */
  record CallOff(CaseId caseId, RefId ref, ActivityName activity, String destination, int attempt)
      implements Effect {}

  /** Tell the operators. */
  record Raise(Incident incident) implements Effect {}
}
