package io.baton.api;

import org.jspecify.annotations.Nullable;

/**
 * What is told of a gateway.
 *
 * @param topic null while nothing is configured
 * @param epoch number of the run; grows by one each time the topic is read from its beginning anew
 */
public record GatewayStatus(GatewayState state, @Nullable String topic, long epoch) {}
