package io.baton.api;

import java.time.Instant;

/**
 * The input of a case that {@link StartOn} starts, for start methods that want to know.
 *
 * @param due the firing of the calendar; the case may begin later
 */
public record ScheduledStart(Instant due) {}
