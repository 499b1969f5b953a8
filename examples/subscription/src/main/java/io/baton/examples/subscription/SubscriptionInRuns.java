package io.baton.examples.subscription;

import io.baton.api.Durable;
import io.baton.api.Flow;
import io.baton.api.FlowTimer;
import io.baton.api.Query;
import io.baton.api.Start;
import io.baton.api.Workflow;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run for each thing that happens: every wish and every charge ends a run and begins the next one
 * with an empty journal. The timer has a name, so it goes on over a change of plans.
 */
@Workflow(name = "subscription-in-runs", version = 1)
public class SubscriptionInRuns {
  @Inject @Durable Billing billing;
  @Inject Flow flow;

  private @Nullable Membership current;

  @Start
  public Membership run(Subscriber who) {
    Instant today = flow.now();
    Membership now = Membership.of(who, today);
    current = now;
    FlowTimer due = flow.timer("due", Duration.between(today, now.due()));
    Optional<Wish> wish =
        flow.race(
            () -> {
              due.await();
              return Optional.<Wish>empty();
            },
            () -> Optional.of(flow.await(Wish.SIGNAL)));
    return wish.isEmpty() ? goOn(charge(now)) : fulfil(wish.get(), now, due);
  }

  private Membership fulfil(Wish wish, Membership now, FlowTimer due) {
    if (wish instanceof Wish.ChangePlan change) {
      return goOn(now.with(change.plan()));
    }
    due.cancel();
    return now;
  }

  private Membership goOn(Membership then) {
    if (then.isHopeless()) {
      return then;
    }
    throw flow.continueAsNew(new Subscriber(then.customer(), then.plan(), then));
  }

  private Membership charge(Membership now) {
    try {
      billing.charge(now.customer(), now.plan(), now.months() + 1);
      return now.paid();
    } catch (CardDeclined e) {
      billing.remind(now.customer(), String.valueOf(e.getMessage()));
      return now.wasDeclined();
    }
  }

  /** How the subscription stands; null before its first turn. */
  @Query
  public @Nullable Membership membership() {
    return current;
  }
}
