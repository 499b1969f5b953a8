package io.baton.peers.harness;

/** A peer, ready to work: its workflows are deployed under the names of the workloads. */
public interface Engine extends AutoCloseable {
  /** Before the cases of a round; what was remembered of others can be forgotten. */
  default void begin() {}

  /**
   * Starts a case and returns when that is durable, or, where a peer's own clients would do so, as
   * soon as it is sent and few enough are under way.
   *
   * @param workload W1 to W5
   * @param key unique
   * @param due of W4's timer, in milliseconds since 1970
   */
  void start(String workload, String key, long due) throws Exception;

  /** Tells a case of W5 to go on; returns when that is durable. */
  void signal(String key) throws Exception;

  /**
   * Returns when no case of the round is open any more.
   *
   * @param cases that were started
   */
  void awaitEnded(int cases) throws Exception;
}
