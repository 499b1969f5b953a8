package io.baton.model;

import java.time.Duration;

/** What a turn does beyond its case, in the same transaction. */
public sealed interface Effect {
  /**
   * Put a command on its queue.
   *
   * @param delay it is delivered no earlier than after this
   * @param hops how often it was sent on unhandled: to find a node that knows it, or from the dead
   *     letters
   */
  record Send(Command command, Duration delay, int hops) implements Effect {
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
