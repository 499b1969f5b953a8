package io.baton.api;

import java.time.Instant;

/** What an activity may know of the command that runs it; injectable into activity beans. */
public interface ActivityContext {
  String caseId();

  /** The awaited answer that this activity gives; unique within its case. */
  String ref();

  /** Interface and method, such as {@code Booking.reserveCar}. */
  String activity();

  /** 1 for the first try. */
  int attempt();

  /** True while the activity runs to take an earlier one's effect back. */
  boolean undo();

  /** {@code case/ref}, for an undo {@code case/ref/undo}; the same over all attempts. */
  String idempotencyKey();

  /** Who started the case: the caller's principal, or {@code anonymous}. */
  String starter();

  /** The node that runs the command. */
  String node();

  /** After this moment the transaction can no longer commit. */
  Instant deadline();
}
