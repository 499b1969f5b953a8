package io.baton.examples.subscription;

import org.jspecify.annotations.Nullable;

/**
 * Who subscribes to what.
 *
 * @param soFar null for somebody new
 */
public record Subscriber(String customer, String plan, @Nullable Membership soFar) {}
