package io.baton.examples.subscription;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * How a subscription stands.
 *
 * @param months how many were paid
 * @param declined how often the charge of the next month was declined so far
 */
public record Membership(String customer, String plan, Instant since, int months, int declined) {
  private static final Duration BETWEEN_TRIES = Duration.ofDays(3);
  private static final int TRIES = 3;

  static Membership of(Subscriber who, Instant today) {
    return who.soFar() == null
        ? new Membership(who.customer(), who.plan(), today, 0, 0)
        : who.soFar();
  }

  /** Reckoned from the first day, so that the 31st comes back after a short month. */
  Instant paidUntil() {
    return since.atZone(ZoneOffset.UTC).plusMonths(months).toInstant();
  }

  /** When the next month is to be charged. */
  Instant due() {
    return paidUntil().plus(BETWEEN_TRIES.multipliedBy(declined));
  }

  Membership paid() {
    return new Membership(customer, plan, since, months + 1, 0);
  }

  Membership wasDeclined() {
    return new Membership(customer, plan, since, months, declined + 1);
  }

  boolean isHopeless() {
    return declined >= TRIES;
  }

  Membership with(String newPlan) {
    return new Membership(customer, newPlan, since, months, declined);
  }
}
