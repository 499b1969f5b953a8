package io.baton.port;

import java.time.Duration;

/**
 * Calls the engine so that what is due is seen soon. It decides nothing: what is due is told by the
 * clock that all nodes share, so a call too many costs a query, and a call too few costs time.
 */
public interface WakeUp {
  /**
   * From now on calls {@code beat} about once a second on at least one node of the cluster, never
   * within a transaction. Jumps of this server's clock do not stop it for more than some seconds.
   *
   * @param beat returns soon; may be called by several threads at once; never throws
   */
  void start(Runnable beat);

  /** Calls once more, on this node, after {@code delay}. Does nothing before the start. */
  void wakeIn(Duration delay);

  /** Calls no more. */
  void stop();

  /** Makes a wake-up; found by {@link java.util.ServiceLoader}, chosen by its name. */
  interface Provider {
    /** The value of {@code baton.wakeup} that chooses this provider. */
    String name();

    /**
     * @throws IllegalStateException naming the setting or resource that does not fit
     */
    WakeUp open(CaseStoreProvider.Host host);
  }
}
