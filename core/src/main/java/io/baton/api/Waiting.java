package io.baton.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a case waits for now.
 *
 * @param name the activity or undo activity, the signal, the child's id; for an ANSWER what {@link
 *     Cases#answer} takes; the timer's name, or empty
 * @param ref what it is called within the case
 * @param attempt the try that is due or under way, 1 for the first
 * @param since since when; null for an undo
 * @param due when the timer fires, or when the case stops waiting; null for never
 * @param held whom a request waits for that has not left yet; null for none
 */
public record Waiting(
    Kind kind,
    String name,
    String ref,
    int attempt,
    @Nullable Instant since,
    @Nullable Instant due,
    @Nullable Held held) {
  /**
   * A service that was down when it was to be asked.
   *
   * @param since when that was
   */
  public record Held(String service, Instant since) {}

  /** What a case can wait for. */
  public enum Kind {
    ACTIVITY,
    SIGNAL,
    /** An answer by {@link Cases#answer}. */
    ANSWER,
    TIMER,
    CHILD,
    /** An effect that is being taken back. */
    UNDO,
    /** The case's own first step; its name is the workflow's. */
    START
  }
}
