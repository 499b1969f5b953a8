package io.baton.api;

import java.util.concurrent.CompletionStage;

/**
 * What a gateway does with events: a bean that implements one of the three, found by its name. It
 * is called by several threads at once, for one key by one at a time and in the order of the
 * records. What it throws is a failed attempt: the event is tried again, later ones of its key wait
 * for it, those of other keys do not.
 *
 * <p>Not sealed, for a container puts classes of its own before beans. What is none of the three is
 * no handler.
 */
public interface GatewayHandler {
  /**
   * Works on XA resources, exactly once: its transaction is the one that ends the event and keeps
   * the actor's state.
   */
  interface InTransaction extends GatewayHandler {
    void on(GatewayEvent event, GatewayActor actor) throws Exception;
  }

  /**
   * Calls what knows no transactions, at least once: the event is kept before, outlives whoever
   * dies, and counts as handled when the call returns. {@link GatewayEvent#idempotencyKey()} tells
   * the other side what it has seen.
   */
  interface Outside extends GatewayHandler {
    void on(GatewayEvent event, GatewayActor actor) throws Exception;
  }

  /** The same, without a thread for each call under way. */
  interface Async extends GatewayHandler {
    /**
     * @return ends with the call; the actor's state is what it is then
     */
    CompletionStage<?> on(GatewayEvent event, GatewayActor actor) throws Exception;
  }
}
