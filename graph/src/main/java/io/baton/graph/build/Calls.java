package io.baton.graph.build;

import org.jspecify.annotations.Nullable;

/**
 * References to methods of an activity interface, such as {@code Booking::reserveCar}, by the
 * number of their parameters. They are asked for their name, never called in earnest.
 */
public final class Calls {
  private Calls() {}

  /** Without parameters. */
  @FunctionalInterface
  public interface Of0<T> extends Call<T> {
    void call(T on) throws Exception;

    @Override
    default void trial(T on, Arguments with) throws Exception {
      call(on);
    }

    @Override
    default int parameters() {
      return 0;
    }
  }

  /** With one parameter. */
  @FunctionalInterface
  public interface Of1<T, A extends @Nullable Object> extends Call<T> {
    void call(T on, A a) throws Exception;

    @Override
    default void trial(T on, Arguments with) throws Exception {
      call(on, with.at(0));
    }

    @Override
    default int parameters() {
      return 1;
    }
  }

  /** With two parameters. */
  @FunctionalInterface
  public interface Of2<T, A extends @Nullable Object, B extends @Nullable Object> extends Call<T> {
    void call(T on, A a, B b) throws Exception;

    @Override
    default void trial(T on, Arguments with) throws Exception {
      call(on, with.at(0), with.at(1));
    }

    @Override
    default int parameters() {
      return 2;
    }
  }

  /** With three parameters. */
  @FunctionalInterface
  public interface Of3<
          T, A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
      extends Call<T> {
    void call(T on, A a, B b, C c) throws Exception;

    @Override
    default void trial(T on, Arguments with) throws Exception {
      call(on, with.at(0), with.at(1), with.at(2));
    }

    @Override
    default int parameters() {
      return 3;
    }
  }

  /** With four parameters. */
  @FunctionalInterface
  public interface Of4<
          T,
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object>
      extends Call<T> {
    void call(T on, A a, B b, C c, D d) throws Exception;

    @Override
    default void trial(T on, Arguments with) throws Exception {
      call(on, with.at(0), with.at(1), with.at(2), with.at(3));
    }

    @Override
    default int parameters() {
      return 4;
    }
  }

  /** With five parameters. */
  @FunctionalInterface
  public interface Of5<
          T,
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object>
      extends Call<T> {
    void call(T on, A a, B b, C c, D d, E e) throws Exception;

    @Override
    default void trial(T on, Arguments with) throws Exception {
      call(on, with.at(0), with.at(1), with.at(2), with.at(3), with.at(4));
    }

    @Override
    default int parameters() {
      return 5;
    }
  }
}
