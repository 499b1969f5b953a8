package io.baton.model;

import java.time.Duration;

/** What a turn does beyond its case, in the same transaction. */
public sealed interface Effect {
  /**
   * Put a command on its queue.
   *
   * @param delay it is delivered no earlier than after this
   * @param detours how often it was sent on because a node lacked its definition
   */
  record Send(Command command, Duration delay, int detours) implements Effect {
    public Send(Command command, Duration delay) {
      this(command, delay, 0);
    }

    public Send(Command command) {
      this(command, Duration.ZERO, 0);
    }
  }

  /** Tell the operators. */
  record Raise(Incident incident) implements Effect {}
}
