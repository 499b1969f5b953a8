package io.baton.examples.trip;

/**
 * What the traveller's manager says.
 *
 * @param by who decided
 */
public record Approval(boolean ok, String by) {}
