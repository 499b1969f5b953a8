package io.baton.worker;

import java.time.Instant;

/** What is asked, and by whom. */
public interface Task {
  String caseId();

  /** The awaited answer; unique within its case. */
  String ref();

  /** Interface and method, such as {@code Booking.reserveHotel}. */
  String activity();

  /** True when the effect of an earlier call is to be taken back. */
  boolean undo();

  /** 1 for the first try. */
  int attempt();

  /** After this moment nobody waits for the answer, unless {@link #heartbeat} says otherwise. */
  Instant deadline();

  /** {@code case/ref}, for an undo {@code case/ref/undo}; the same over all attempts. */
  String idempotencyKey();

  /** Who started the case. */
  String starter();

  /**
   * Says that somebody is at work on it: the deadline moves, from now on, by the activity's
   * time-out. Called on the handler's thread.
   */
  void heartbeat();
}
