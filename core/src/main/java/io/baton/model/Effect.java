package io.baton.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a turn does beyond its case, in the same transaction. */
public sealed interface Effect {
  /**
   * The same, as part of this trace, if it leaves the case.
   *
   * @param by null for no trace
   */
  default Effect tracedBy(@Nullable Trace by) {
    return this;
  }

  /**
   * Put a command on its queue.
   *
   * @param delay it is delivered no earlier than after this
   * @param hops how often it was sent on unhandled: to find a node that knows it, or from the dead
   *     letters
   * @param priority 0 to 9, as in JMS
   * @param isAlone true when it shares its transaction with no other command
   */
  record Send(
      Command command,
      Duration delay,
      int hops,
      int priority,
      boolean isAlone,
      @Nullable Trace trace)
      implements Effect {
    public Send(Command command, Duration delay, int hops, int priority, @Nullable Trace trace) {
      this(command, delay, hops, priority, false, trace);
    }

    public Send(Command command, Duration delay, int hops, int priority) {
      this(command, delay, hops, priority, null);
    }

    public Send(Command command, Duration delay, int hops) {
      this(command, delay, hops, Event.CaseStarted.ORDINARY);
    }

    public Send(Command command, Duration delay) {
      this(command, delay, 0);
    }

    public Send(Command command) {
      this(command, Duration.ZERO, 0);
    }

    /** The same, in a transaction of its own. */
    public Send alone() {
      return new Send(command, delay, hops, priority, true, trace);
    }

    @Override
    public Send tracedBy(@Nullable Trace by) {
      return new Send(command, delay, hops, priority, isAlone, by);
    }
  }

  /**
   * Start another case, awaited by this one.
   *
   * @param starter who started this case
   */
  record StartChild(
      CaseId child,
      String workflow,
      Payload input,
      String starter,
      int priority,
      Parent parent,
      @Nullable Trace trace)
      implements Effect {
    @Override
    public StartChild tracedBy(@Nullable Trace by) {
      return new StartChild(child, workflow, input, starter, priority, parent, by);
    }
  }

  /**
   * Run a failed case again, as another case.
   *
   * @param askers who want to be told its end
   */
  record RunAgain(CaseId next, Event.CaseStarted start, List<ReplyTo> askers) implements Effect {
    public RunAgain {
      askers = List.copyOf(askers);
    }
  }

  /** Ask a worker elsewhere. */
  record Ask(RemoteRequest request, Duration delay, @Nullable Trace trace) implements Effect {
    @Override
    public Ask tracedBy(@Nullable Trace by) {
      return new Ask(request, delay, by);
    }
  }

  /**
   * Keep a request back until its service is up.
   *
   * @param key the ref that it is for, or {@link RefId#undoRequest} of an undo
   * @param turn number of the turn that keeps it back
   */
  record Hold(CaseId caseId, String service, String destination, RefId key, int attempt, long turn)
      implements Effect {}

  /** A request that is kept back need not leave any more. */
  record DropHeld(CaseId caseId, RefId key) implements Effect {}

  /**
   * Fire the timer {@code key} of the case at {@code due}; an earlier one of that key is replaced.
   */
  record SetTimer(CaseId caseId, RefId key, Instant due) implements Effect {}

  record ClearTimer(CaseId caseId, RefId key) implements Effect {}

  /**
   * Put a value on an output topic.
   *
   * @param caseId null when no case does
   * @param raw true when the value is a text that goes out as it is, or null for a record without a
   *     value; else its JSON goes out
   * @param headers of the record, by their names
   */
  record Publish(
      @Nullable CaseId caseId,
      String topic,
      String key,
      Payload value,
      boolean raw,
      Map<String, String> headers,
      @Nullable Trace trace)
      implements Effect {
    public Publish {
      headers = Map.copyOf(headers);
    }

    public Publish(
        @Nullable CaseId caseId,
        String topic,
        String key,
        Payload value,
        boolean raw,
        @Nullable Trace trace) {
      this(caseId, topic, key, value, raw, Map.of(), trace);
    }

    public Publish(CaseId caseId, String topic, String key, Payload value) {
      this(caseId, topic, key, value, false, null);
    }

    /** What the record's value is; null for a record without one. */
    public @Nullable String text() {
      if (!raw) {
        return value.toString();
      }
      return value.json().isNull() ? null : value.json().asText();
    }

    @Override
    public Publish tracedBy(@Nullable Trace by) {
      return new Publish(caseId, topic, key, value, raw, headers, by);
    }
  }

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
  record CallOff(
      CaseId caseId,
      RefId ref,
      ActivityName activity,
      String destination,
      int attempt,
      @Nullable Trace trace)
      implements Effect {
    public CallOff(
        CaseId caseId, RefId ref, ActivityName activity, String destination, int attempt) {
      this(caseId, ref, activity, destination, attempt, null);
    }

    @Override
    public CallOff tracedBy(@Nullable Trace by) {
      return new CallOff(caseId, ref, activity, destination, attempt, by);
    }
  }

  /**
   * What a worker elsewhere was asked, or was to be asked, is over: its place at the destination is
   * somebody else's.
   *
   * @param key the ref that it was for, or the key of an undo's timer
   */
  record RequestOver(CaseId caseId, RefId key, String destination) implements Effect {}

  /**
   * The same request goes by another name, or to another destination, because its case follows
   * another version: when it still waits in line it does so anew, and else it counts no more.
   */
  record RequestMoved(CaseId caseId, RefId key, String destination, RefId to, int attempt)
      implements Effect {}

  /** Tell the operators. */
  record Raise(Incident incident) implements Effect {}
}
