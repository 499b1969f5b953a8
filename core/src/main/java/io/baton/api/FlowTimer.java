package io.baton.api;

/** A timer with a name: it outlives {@link Flow#continueAsNew}. */
public interface FlowTimer {
  /** Waits until the timer is due. */
  void await();

  /** The name is free again; a timer that is awaited elsewhere throws there. */
  void cancel();
}
