package io.baton.gateway;

import io.baton.api.GatewayActor;
import org.jspecify.annotations.Nullable;

/** An actor while it handles one event. */
final class Acting implements GatewayActor {
  private static final int LONGEST = 65_536;

  private final String name;
  private volatile @Nullable String state;

  Acting(String name, @Nullable String state) {
    this.name = name;
    this.state = state;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public @Nullable String state() {
    return state;
  }

  @Override
  public void state(@Nullable String state) {
    if (state != null && (state.length() > LONGEST || state.indexOf('\0') >= 0)) {
      throw new IllegalArgumentException(
          "BATON-1615 state of an actor has %d characters, the limit is %d, NUL is none of them"
              .formatted(state.length(), LONGEST));
    }
    this.state = state;
  }
}
