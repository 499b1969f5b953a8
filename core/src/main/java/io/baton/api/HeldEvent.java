package io.baton.api;

/**
 * An event that failed too often. It, and the later ones of its key, wait until somebody has it
 * tried again or skipped.
 *
 * @param error what the last attempt failed with
 */
public record HeldEvent(int partition, long offset, String actor, int attempts, String error) {}
