package io.baton.api;

/** A timer with a name: it outlives {@link Flow#continueAsNew}. */
public interface FlowTimer {
  /**
   * Waits until the timer is due.
   *
   * @throws CancelledException when it is cancelled
   */
  void await();

  /** The name is free again; whoever awaits the timer elsewhere is told so. */
  void cancel();
}
