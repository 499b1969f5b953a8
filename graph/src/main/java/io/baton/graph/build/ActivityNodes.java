package io.baton.graph.build;

import io.baton.graph.model.Node;
import org.jspecify.annotations.Nullable;

/**
 * Nodes that call an activity. By reference, the compiler counts the arguments; each is a value, or
 * a text with expressions in it.
 */
public abstract sealed class ActivityNodes<S extends ActivityNodes<S>> extends NodeUndo<S>
    permits Nodes {
  ActivityNodes() {}

  /** By name, such as {@code "Booking.reserveCar"}. */
  public final S activity(String id, String activity, @Nullable Object... args) {
    return add(id, common -> new Node.Activity(common, activity, Values.templates(args)));
  }

  public final <T> S activity(String id, Class<T> type, Calls.Of0<T> method) {
    return activity(id, MethodName.of(type, method));
  }

  public final <T, A extends @Nullable Object> S activity(
      String id, Class<T> type, Calls.Of1<T, A> method, @Nullable Object a) {
    return activity(id, MethodName.of(type, method), a);
  }

  public final <T, A extends @Nullable Object, B extends @Nullable Object> S activity(
      String id, Class<T> type, Calls.Of2<T, A, B> method, @Nullable Object a, @Nullable Object b) {
    return activity(id, MethodName.of(type, method), a, b);
  }

  public final <
          T, A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
      S activity(
          String id,
          Class<T> type,
          Calls.Of3<T, A, B, C> method,
          @Nullable Object a,
          @Nullable Object b,
          @Nullable Object c) {
    return activity(id, MethodName.of(type, method), a, b, c);
  }

  public final <
          T,
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object>
      S activity(
          String id,
          Class<T> type,
          Calls.Of4<T, A, B, C, D> method,
          @Nullable Object a,
          @Nullable Object b,
          @Nullable Object c,
          @Nullable Object d) {
    return activity(id, MethodName.of(type, method), a, b, c, d);
  }

  public final <
          T,
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object>
      S activity(
          String id,
          Class<T> type,
          Calls.Of5<T, A, B, C, D, E> method,
          @Nullable Object a,
          @Nullable Object b,
          @Nullable Object c,
          @Nullable Object d,
          @Nullable Object e) {
    return activity(id, MethodName.of(type, method), a, b, c, d, e);
  }
}
