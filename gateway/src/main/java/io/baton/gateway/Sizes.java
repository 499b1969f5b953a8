package io.baton.gateway;

import io.baton.api.GatewayHandler;

/**
 * How much is done at once by each gateway of a node.
 *
 * @param sessions calls in transactions
 * @param threads calls that have a thread each
 * @param inFlight calls outside of transactions
 */
record Sizes(int sessions, int threads, int inFlight) {
  private static final int STARTING = 2;

  int threads(GatewayHandler handler) {
    if (handler instanceof GatewayHandler.InTransaction) {
      return sessions;
    }
    return handler instanceof GatewayHandler.Async ? STARTING : threads;
  }
}
