package io.baton.api;

/**
 * Does outside what an event asked for by {@link GatewayActor#afterCommit}: a bean, found by its
 * name. What an event asks for is kept with the commit that ends its handling, or not at all, and
 * carried out after that, by whichever node has the partition then.
 */
@FunctionalInterface
public interface GatewayEffect {
  /**
   * Called outside of a transaction, at least once, always with the same {@link
   * DelayedEffect#idempotencyKey()}: again when its process died, or when it threw. Effects of one
   * key are called one after the other, in the order in which they were asked for, and before the
   * next event of the key; those of different keys side by side.
   */
  void carryOut(DelayedEffect effect) throws Exception;
}
