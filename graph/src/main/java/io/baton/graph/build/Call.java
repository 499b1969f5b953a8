package io.baton.graph.build;

import org.jspecify.annotations.Nullable;

/** A reference to a method, called with arguments that may be of the wrong types. */
interface Call<T> {
  void trial(T on, Arguments with) throws Exception;

  int parameters();

  /** Something for each parameter. */
  final class Arguments {
    private final @Nullable Object[] values;

    Arguments(@Nullable Object[] values) {
      this.values = values;
    }

    /** Whatever is asked for: where it is of another type, the reference says so. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    <A extends @Nullable Object> A at(int index) {
      return (A) values[index];
    }
  }
}
