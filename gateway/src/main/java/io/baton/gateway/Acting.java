package io.baton.gateway;

import io.baton.api.GatewayActor;
import io.baton.port.GatewayStore.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An actor while it handles one event. */
final class Acting implements GatewayActor {
  static final int LONGEST = 65_536;
  private static final int MOST_WISHES = 100;

  private final String name;
  private final Set<String> effects;
  private final List<Wish> wishes = new ArrayList<>();
  private volatile @Nullable String state;

  /**
   * @param effects what may be asked for
   */
  Acting(String name, @Nullable String state, Set<String> effects) {
    this.name = name;
    this.state = state;
    this.effects = effects;
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
    check(state);
    this.state = state;
  }

  /**
   * @throws IllegalArgumentException when it cannot be kept as an actor's state
   */
  static void check(@Nullable String state) {
    if (!isKept(state)) {
      throw new IllegalArgumentException(
          "BATON-1615 state of an actor has %d characters, the limit is %d, NUL is none of them"
              .formatted(length(state), LONGEST));
    }
  }

  @Override
  public void afterCommit(String effect, @Nullable String value) {
    synchronized (wishes) {
      if (!effects.contains(effect)
          || effect.length() > 200
          || !isKept(value)
          || wishes.size() >= MOST_WISHES) {
        throw new IllegalArgumentException(
            "BATON-1617 effect '%s' with %d characters, number %d: this node has the effects %s; at most %d characters without NUL, at most %d effects of one event"
                .formatted(effect, length(value), wishes.size(), effects, LONGEST, MOST_WISHES));
      }
      wishes.add(new Wish(wishes.size(), effect, value));
    }
  }

  List<Wish> wishes() {
    synchronized (wishes) {
      return List.copyOf(wishes);
    }
  }

  private static boolean isKept(@Nullable String text) {
    return text == null || (text.length() <= LONGEST && text.indexOf('\0') < 0);
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
