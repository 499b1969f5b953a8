package io.baton.model;

import org.jspecify.annotations.Nullable;

/**
 * Somebody's wish for a case.
 *
 * @param version null for the highest that is known
 * @param caseId null for a random one
 * @param replyTo null when nobody waits for an answer
 * @param requestId tells this request from another one for the same case
 */
public record StartRequest(
    String workflow,
    @Nullable Integer version,
    @Nullable CaseId caseId,
    Payload input,
    @Nullable ReplyTo replyTo,
    String requestId) {}
