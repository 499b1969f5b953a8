package io.baton.api;

/**
 * {@link Gateways} for operators outside the server, who have the role {@code baton-admin}: texts
 * and numbers only. What is not acceptable, or does not fit the gateway's state, is an {@link
 * IllegalArgumentException} with the text that {@link Gateways} has.
 */
public interface RemoteGateways {
  /**
   * @param configuration as a JSON object of texts
   */
  void configure(String gateway, String configuration);

  void run(String gateway);

  void pause(String gateway);

  void resume(String gateway);

  void reset(String gateway);

  void clearConfiguration(String gateway);

  /** A {@link GatewayStatus} as JSON: {@code state}, {@code topic}, {@code epoch}. */
  String status(String gateway);

  /** Each a {@link HeldEvent}, as a JSON array. */
  String held(String gateway);

  void retry(String gateway, int partition, long offset);

  void skip(String gateway, int partition, long offset);

  /**
   * @param every such as {@code PT5M}
   */
  void poll(String agent, String key, String topic, String every);

  void pollNoMore(String agent, String key);
}
