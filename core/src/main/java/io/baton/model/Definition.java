package io.baton.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A workflow that was deployed as data, without its text.
 *
 * @param version as it was written, such as {@code v0.1.0}; {@code id} has it as a number
 * @param hash SHA-256 of the text in UTF-8, in hexadecimal digits
 * @param deployedBy who deployed it, cut at 200 characters
 * @param retiredAt since when no new case is started of it; null for one in use
 */
public record Definition(
    WorkflowId id,
    String version,
    String hash,
    Instant deployedAt,
    String deployedBy,
    @Nullable Instant retiredAt) {
  public boolean retired() {
    return retiredAt != null;
  }
}
