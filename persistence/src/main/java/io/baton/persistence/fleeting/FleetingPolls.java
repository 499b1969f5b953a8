package io.baton.persistence.fleeting;

import io.baton.port.PollStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whom polling agents are called for, in memory. */
final class FleetingPolls implements PollStore {
  private final Map<Name, Due> polls = new HashMap<>();
  private final OneAtATime turn;
  private final InstantSource clock;

  FleetingPolls(OneAtATime turn, InstantSource clock) {
    this.turn = turn;
    this.clock = clock;
  }

  @Override
  public void schedule(Poll poll) {
    Name name = new Name(poll.agent(), poll.key());
    turn.alone(
        () -> {
          Due there = polls.get(name);
          Poll next =
              there == null
                  ? poll
                  : new Poll(
                      poll.agent(),
                      poll.key(),
                      poll.topic(),
                      poll.everyMillis(),
                      there.poll().state(),
                      there.poll().token());
          return turn.put(polls, name, new Due(clock.instant(), next));
        });
  }

  @Override
  public void unschedule(String agent, String key) {
    turn.alone(() -> turn.put(polls, new Name(agent, key), null));
  }

  @Override
  public Optional<Poll> due(Set<String> agents, long patienceMillis) {
    return turn.alone(
        () -> {
          Instant now = clock.instant();
          Optional<Due> due =
              polls.values().stream()
                  .filter(row -> agents.contains(row.poll().agent()) && !row.at().isAfter(now))
                  .min(Comparator.comparing(Due::at));
          return due.map(row -> taken(row.poll(), now.plusMillis(patienceMillis)));
        });
  }

  private Poll taken(Poll poll, Instant until) {
    Poll taken =
        new Poll(
            poll.agent(),
            poll.key(),
            poll.topic(),
            poll.everyMillis(),
            poll.state(),
            poll.token() + 1);
    turn.put(polls, new Name(poll.agent(), poll.key()), new Due(until, taken));
    return taken;
  }

  @Override
  public boolean polled(Poll taken, @Nullable String state) {
    Name name = new Name(taken.agent(), taken.key());
    return turn.alone(
        () -> {
          Due there = polls.get(name);
          if (there == null || there.poll().token() != taken.token()) {
            return false;
          }
          Poll now = there.poll();
          turn.put(
              polls,
              name,
              new Due(
                  clock.instant().plusMillis(taken.everyMillis()),
                  new Poll(
                      now.agent(), now.key(), now.topic(), now.everyMillis(), state, now.token())));
          return true;
        });
  }

  private record Name(String agent, String key) {}

  private record Due(Instant at, Poll poll) {}
}
