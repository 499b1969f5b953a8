package io.baton.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A workflow that was deployed as data.
 *
 * @param version by which versions are ordered
 * @param versionText the version as it was written, such as {@code v0.1.0}
 * @param hash SHA-256 of its text, in hexadecimal digits
 * @param retired since when no new case is started of it; null for one in use
 */
public record DeployedWorkflow(
    String workflow,
    int version,
    String versionText,
    String hash,
    Instant deployedAt,
    String deployedBy,
    @Nullable Instant retired) {}
