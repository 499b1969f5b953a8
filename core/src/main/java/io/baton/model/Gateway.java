package io.baton.model;

import io.baton.api.GatewayState;
import io.baton.api.GatewayStatus;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A gateway at one moment of its life.
 *
 * @param epoch number of the run
 */
public record Gateway(
    String name, GatewayState state, long epoch, @Nullable GatewaySettings settings) {
  public Gateway {
    GatewaySettings.checkName(name);
    if ((settings == null) != (state == GatewayState.START)) {
      throw new IllegalArgumentException("gateway %s: %s with %s".formatted(name, state, settings));
    }
  }

  public static Gateway unknown(String name) {
    return new Gateway(name, GatewayState.START, 0, null);
  }

  public Gateway configure(Map<String, String> configuration) {
    from("configure", EnumSet.of(GatewayState.START));
    return to(GatewayState.READY, epoch, GatewaySettings.of(configuration));
  }

  public Gateway run() {
    from("run", EnumSet.of(GatewayState.READY));
    return to(GatewayState.RUNNING, epoch, settings);
  }

  public Gateway pause() {
    from("pause", EnumSet.of(GatewayState.RUNNING));
    return to(GatewayState.STOPPED, epoch, settings);
  }

  public Gateway resume() {
    from("resume", EnumSet.of(GatewayState.STOPPED));
    return to(GatewayState.RUNNING, epoch, settings);
  }

  public Gateway reset() {
    from("reset", EnumSet.of(GatewayState.READY, GatewayState.STOPPED));
    return to(GatewayState.READY, epoch + 1, settings);
  }

  /** Another topic's offsets must not be compared with this one's: hence the next epoch. */
  public Gateway clearConfiguration() {
    from("clearConfiguration", EnumSet.of(GatewayState.READY, GatewayState.STOPPED));
    return to(GatewayState.START, epoch + 1, null);
  }

  public GatewayStatus status() {
    return new GatewayStatus(state, settings == null ? null : settings.topic(), epoch);
  }

  private void from(String wish, Set<GatewayState> allowed) {
    if (!allowed.contains(state)) {
      throw new IllegalStateException(
          "Invalid state %s: %s of gateway %s needs %s".formatted(state, wish, name, allowed));
    }
  }

  private Gateway to(GatewayState next, long epoch, @Nullable GatewaySettings settings) {
    return new Gateway(name, next, epoch, settings);
  }
}
