package io.baton.examples.subscription;

import io.baton.api.Durable;
import io.baton.api.Flow;
import io.baton.api.Query;
import io.baton.api.Start;
import io.baton.api.Step;
import io.baton.api.TimedOutException;
import io.baton.api.Workflow;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One case for the whole subscription: a fold keeps how it stands, and forgets how it came there.
 */
@Workflow(name = "subscription", version = 1)
public class Subscription {
  @Inject @Durable Billing billing;
  @Inject Flow flow;

  private @Nullable Membership current;

  @Start
  public Membership run(Subscriber who) {
    Membership first = Membership.of(who, flow.now());
    return flow.<Membership, RuntimeException>fold(Membership.class, first, this::waitAndAct);
  }

  /** One round: the next wish, or the next charge. */
  private Step<Membership> waitAndAct(Membership now) {
    current = now;
    Duration left = Duration.between(flow.now(), now.due());
    if (left.isZero() || left.isNegative()) {
      return charge(now);
    }
    try {
      Wish wish = flow.await(Wish.SIGNAL, left);
      return wish instanceof Wish.ChangePlan change
          ? Step.again(now.with(change.plan()))
          : Step.done(now);
    } catch (TimedOutException due) {
      return charge(now);
    }
  }

  private Step<Membership> charge(Membership now) {
    try {
      billing.charge(now.customer(), now.plan(), now.months() + 1);
      return Step.again(now.paid());
    } catch (CardDeclined e) {
      billing.remind(now.customer(), String.valueOf(e.getMessage()));
      Membership then = now.wasDeclined();
      return then.isHopeless() ? Step.done(then) : Step.again(then);
    }
  }

  /** How the subscription stands; null before its first turn. */
  @Query
  public @Nullable Membership membership() {
    return current;
  }
}
