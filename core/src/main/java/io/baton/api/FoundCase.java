package io.baton.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A case that a search found, as it stood then.
 *
 * @param ended null for a case that has not ended
 */
public record FoundCase(
    String id,
    String workflow,
    int version,
    CaseStatus status,
    @Nullable String businessKey,
    Instant started,
    @Nullable Instant ended) {}
