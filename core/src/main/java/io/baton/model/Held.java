package io.baton.model;

import java.time.Instant;

/**
 * A request stays here, because its service is down.
 *
 * @param since when it was to leave, by the database's clock
 */
public record Held(String service, Instant since) {}
