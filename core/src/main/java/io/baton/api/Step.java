package io.baton.api;

import org.jspecify.annotations.Nullable;

/** How a round of {@link Flow#fold} ends. */
public record Step<S extends @Nullable Object>(S state, boolean last) {
  /** One more round, with this state. */
  public static <S extends @Nullable Object> Step<S> again(S state) {
    return new Step<>(state, false);
  }

  /** This state is the loop's value. */
  public static <S extends @Nullable Object> Step<S> done(S state) {
    return new Step<>(state, true);
  }

  /** One round of a loop. */
  @FunctionalInterface
  public interface Round<S extends @Nullable Object, X extends Exception> {
    Step<S> run(S state) throws X;
  }

  /** One round of a loop over items. */
  @FunctionalInterface
  public interface Item<S extends @Nullable Object, I, X extends Exception> {
    S run(S state, I item) throws X;
  }
}
