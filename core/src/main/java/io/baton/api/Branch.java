package io.baton.api;

import org.jspecify.annotations.Nullable;

/**
 * A part of a workflow that gives a value: a branch of a fork, or the body of a scope.
 *
 * @param <T> what it gives
 * @param <X> what it may throw; {@code RuntimeException} when nothing is declared
 */
@FunctionalInterface
public interface Branch<T extends @Nullable Object, X extends Exception> {
  T run() throws X;

  /** A part of a workflow that gives nothing. */
  @FunctionalInterface
  interface Plain<X extends Exception> {
    void run() throws X;
  }

  /** A branch for one element of a collection. */
  @FunctionalInterface
  interface Each<I, T extends @Nullable Object, X extends Exception> {
    T run(I item) throws X;
  }
}
