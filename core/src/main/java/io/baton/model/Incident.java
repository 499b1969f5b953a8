package io.baton.model;

import org.jspecify.annotations.Nullable;

/**
 * Something that waits for a person.
 *
 * @param code unique and never reused, such as {@code BATON-1301}
 * @param payload what arrived, as far as it could be read; cut at {@value #MAX_PAYLOAD} characters
 */
public record Incident(
    Kind kind, String code, @Nullable CaseId caseId, String reason, @Nullable String payload) {
  public static final int MAX_PAYLOAD = 8000;

  /** What is waiting. */
  public enum Kind {
    /** A case is parked. */
    PARKED,
    /** A start request was not acceptable. */
    REJECTED,
    /** A message could not be read. */
    POISON,
    /** A command came back too often, or belongs to nothing. */
    DEAD,
    /** An answer could not be delivered. */
    REPLY,
    /** A signal was not taken in time. */
    SIGNAL,
    /** An event of a gateway failed too often, or cannot be taken in. */
    EVENT
  }

  public Incident {
    // PostgreSQL's text has no NUL.
    reason = reason.replace('\0', '?');
    if (payload != null) {
      payload = payload.substring(0, Math.min(payload.length(), MAX_PAYLOAD)).replace('\0', '?');
    }
  }
}
