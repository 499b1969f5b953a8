package io.baton.api;

import org.jspecify.annotations.Nullable;

/**
 * What an event asked for, after its commit.
 *
 * @param event that asked
 * @param number 0 for the first of the event
 * @param name of the {@link GatewayEffect}
 * @param value what was given with it
 */
public record DelayedEffect(GatewayEvent event, int number, String name, @Nullable String value) {
  /**
   * The same each time it is carried out, and of no other effect: {@code
   * gateway/epoch/partition/offset/number}.
   */
  public String idempotencyKey() {
    return event.idempotencyKey() + "/" + number;
  }
}
