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
 */
public record Waiting(
    Kind kind,
    String name,
    String ref,
    int attempt,
    @Nullable Instant since,
    @Nullable Instant due) {
  /** What a case can wait for. */
  public enum Kind {
    ACTIVITY,
    SIGNAL,
    /** An answer by {@link Cases#answer}. */
    ANSWER,
    TIMER,
    CHILD,
    /** An effect that is being taken back. */
    UNDO
  }
}
