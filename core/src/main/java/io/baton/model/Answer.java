package io.baton.model;

import org.jspecify.annotations.Nullable;

/**
 * What an asker is told.
 *
 * @param status a {@code CaseStatus}, or {@code REJECTED} for a start that was not accepted
 */
public record Answer(
    @Nullable CaseId caseId, String status, @Nullable Payload result, @Nullable Failure failure) {
  public static final String REJECTED = "REJECTED";
}
