package io.baton.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something happened to a case, and is committed. In a server these are CDI events: a bean observes
 * this type for all of them, or one of the records. They are told on the node that made the turn,
 * in the order of its commits, at most once: what a node has not told when it dies, is not told.
 * What must not be lost belongs into the workflow.
 */
public sealed interface CaseEvent {
  /** Where it happened. */
  Turn turn();

  /**
   * A turn of a case.
   *
   * @param number of the turn, from 0
   * @param at by the database's clock
   */
  record Turn(String caseId, String workflow, int version, long number, Instant at) {}

  /** The case exists. */
  record Started(Turn turn, String starter, @Nullable String businessKey) implements CaseEvent {}

  /**
   * @param failure null for a case that completed
   */
  record Ended(Turn turn, CaseStatus status, @Nullable String failure) implements CaseEvent {}

  /** The case waits for an operator. */
  record Parked(Turn turn, String reason) implements CaseEvent {}

  /** The workflow has called an activity: its command is on its way. */
  record ActivityStarted(Turn turn, String ref, String activity) implements CaseEvent {}

  /**
   * The activity's answer is there; failed attempts before it are not told.
   *
   * @param failure null when it succeeded
   */
  record ActivityEnded(Turn turn, String ref, String activity, @Nullable String failure)
      implements CaseEvent {}

  /**
   * What the activity did is taken back.
   *
   * @param activity the one that took it back
   */
  record ActivityUndone(Turn turn, String ref, String activity) implements CaseEvent {}
}
