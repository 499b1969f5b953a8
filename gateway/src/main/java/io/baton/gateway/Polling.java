package io.baton.gateway;

import io.baton.api.PollingAgent;
import io.baton.model.CaseId;
import io.baton.model.Effect;
import io.baton.port.Attendant;
import io.baton.port.PollStore;
import io.baton.wire.Json;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** The way from what is outside to a topic: agents are called, what they find is published. */
final class Polling {
  private static final System.Logger LOG = System.getLogger(Polling.class.getName());

  /** A poll that takes longer is taken for dead; what it finds then is dropped. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Attendant.Host host;
  private final Executor threads;
  private final Semaphore free;

  Polling(Attendant.Host host, Executor threads, int most) {
    this.host = host;
    this.threads = threads;
    this.free = new Semaphore(most);
  }

  /** Begins what is due, as far as there are threads for it. */
  void begin() {
    Map<String, PollingAgent> agents = host.beans(PollingAgent.class);
    if (agents.isEmpty()) {
      return;
    }
    while (free.tryAcquire()) {
      Optional<PollStore.Poll> due = Optional.empty();
      try {
        due =
            host.transactions()
                .separate(() -> host.store().gateways().due(agents.keySet(), PATIENCE.toMillis()));
      } finally {
        if (due.isEmpty()) {
          free.release();
        }
      }
      PollStore.Poll poll = due.orElse(null);
      if (poll == null) {
        return;
      }
      threads.execute(() -> poll(agents.get(poll.agent()), poll));
    }
  }

  private void poll(@Nullable PollingAgent agent, PollStore.Poll poll) {
    try {
      if (agent != null) {
        note(poll, found(agent, poll));
      }
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "what agent %s found for %s is not noted: %s"
              .formatted(poll.agent(), poll.key(), e.getMessage()));
    } finally {
      free.release();
    }
  }

  private static PollingAgent.Poll found(PollingAgent agent, PollStore.Poll poll) {
    try {
      PollingAgent.Poll found = agent.poll(poll.key(), poll.state());
      Acting.check(found.state());
      return found;
    } catch (Exception e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "BATON-1616 agent %s found nothing for %s: %s".formatted(poll.agent(), poll.key(), e));
      return new PollingAgent.Poll(null, poll.state());
    }
  }

  private void note(PollStore.Poll poll, PollingAgent.Poll found) {
    String value = found.value();
    host.transactions()
        .separate(
            () -> {
              boolean mine = host.store().gateways().polled(poll, found.state());
              if (mine && value != null) {
                host.outbox()
                    .publish(
                        new Effect.Publish(
                            new CaseId("poll:" + poll.agent() + "/" + poll.key()),
                            poll.topic(),
                            poll.key(),
                            Json.payload(Json.tree(value))));
              }
              return mine;
            });
  }
}
