package io.baton.model;

/** The limits of what an agent is told. */
public final class PollNames {
  private static final long LEAST_MILLIS = 1_000;

  private PollNames() {}

  public static void check(String agent, String key, String topic, long everyMillis) {
    GatewaySettings.checkName(agent);
    GatewaySettings.checkName(topic);
    Limits.name("key of an agent", key, 90);
    if (everyMillis < LEAST_MILLIS) {
      throw new IllegalArgumentException(
          "BATON-1605 an agent is called at most once a second, not every %d ms"
              .formatted(everyMillis));
    }
  }
}
