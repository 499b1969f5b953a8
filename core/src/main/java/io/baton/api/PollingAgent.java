package io.baton.api;

import org.jspecify.annotations.Nullable;

/**
 * Asks what does not tell: a bean, found by its name, that is called for each of its keys now and
 * then. What it returns becomes a record of a topic.
 */
public interface PollingAgent {
  /**
   * Called outside of a transaction. When it throws, the state stays and the next time is as usual.
   *
   * @param state what the poll before returned as its state; null at first
   */
  Poll poll(String key, @Nullable String state) throws Exception;

  /**
   * What was found.
   *
   * @param value JSON, becomes a record with the key; null for nothing new
   * @param state given to the next poll; kept with the record, or neither is; at most 65,536
   *     characters
   */
  record Poll(@Nullable String value, @Nullable String state) {}
}
