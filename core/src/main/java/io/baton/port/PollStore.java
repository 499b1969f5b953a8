package io.baton.port;

import io.baton.model.PollNames;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The memory of polling agents: whom each is called for, and when. Every method needs a transaction
 * of the caller and is part of it.
 */
public interface PollStore {
  /** Has an agent called for a key from now on, or changes topic and time. */
  void schedule(Poll poll);

  void unschedule(String agent, String key);

  /**
   * Locks a poll that is due and puts it off by {@code patience}, so that nobody else polls
   * meanwhile; those locked by others are passed over.
   *
   * @param agents only of these
   */
  Optional<Poll> due(Set<String> agents, long patienceMillis);

  /**
   * Notes a result: the next one is due in its time.
   *
   * @return false when the poll was taken by somebody else since
   */
  boolean polled(Poll taken, @Nullable String state);

  /**
   * @param token of who took it last; 0 for nobody
   */
  record Poll(
      String agent,
      String key,
      String topic,
      long everyMillis,
      @Nullable String state,
      long token) {
    public Poll {
      PollNames.check(agent, key, topic, everyMillis);
    }
  }
}
