package io.baton.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * For the operators of gateways, each of which hands the records of one topic to a {@link
 * GatewayHandler}; and of {@link PollingAgent}s. Every method joins the caller's transaction; what
 * it tells is heard by the nodes within about a second of its commit.
 *
 * <p>A gateway's life: {@code START –configure→ READY –run→ RUNNING –pause→ STOPPED –resume→
 * RUNNING}; when it does not run, {@code reset → READY} and {@code clearConfiguration → START}.
 * What does not fit its state throws an {@link IllegalStateException} that begins with {@code
 * Invalid state}.
 */
public interface Gateways {
  /**
   * @param gateway its name, made by this; letters, digits, dots, hyphens, underscores, at most 100
   * @param configuration {@code groupId, topic, brokers, clientId, username, password,
   *     handlerMethodName} and what docs/reference/gateway.md names
   * @throws IllegalArgumentException naming the key that is unknown, missing or wrong
   */
  void configure(String gateway, Map<String, String> configuration);

  /** From READY. */
  void run(String gateway);

  /** From RUNNING; what is being handled is handled to its end. */
  void pause(String gateway);

  /** From STOPPED: it goes on where it was. */
  void resume(String gateway);

  /**
   * From READY or STOPPED: a new run from the topic's beginning. What waits of the last run is
   * dropped.
   */
  void reset(String gateway);

  /** From READY or STOPPED: as {@link #reset}, and the configuration is gone. */
  void clearConfiguration(String gateway);

  /** Of a gateway that was never configured: START. */
  GatewayStatus getStatus(String gateway);

  /** At most 1,000 of the events that wait for an operator, the oldest first. */
  List<HeldEvent> held(String gateway);

  /**
   * Has a held event tried again, with all its attempts.
   *
   * @throws IllegalArgumentException when it is not held
   */
  void retry(String gateway, int partition, long offset);

  /**
   * Passes over a held event: it counts as handled.
   *
   * @throws IllegalArgumentException when it is not held
   */
  void skip(String gateway, int partition, long offset);

  /**
   * Has an agent called for a key, first as soon as possible; changes topic and time when it is.
   *
   * @param agent name of the {@link PollingAgent}
   * @param every at least a second
   */
  void poll(String agent, String key, String topic, Duration every);

  /** Has an agent called no more for a key. */
  void pollNoMore(String agent, String key);
}
