package io.baton.graph.build;

import io.baton.graph.model.UndoCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What takes back the effect of the node that was named last; said several times, it is done side
 * by side. An undo by reference gets the node's own arguments, followed by its result if it takes
 * one more.
 */
public abstract sealed class NodeUndo<S extends NodeUndo<S>> extends LastNode<S>
    permits ActivityNodes {
  NodeUndo() {}

  /** By an undo with arguments or retries of its own. */
  public final S undo(UndoCall call) {
    last().addUndo(call);
    return self();
  }

  /** By an activity, such as {@code "Booking.cancelCar"}. */
  public final S undo(String activity) {
    return undo(new UndoCall(activity, null, null, null));
  }

  /** By a worker elsewhere. */
  public final S undo(WorkerTask task) {
    return undo(task.undo());
  }

  /** By nothing, whatever its activity declares. */
  public final S noUndo() {
    last().undo = List.of();
    return self();
  }

  /** Whether its effect is taken back when nobody knows whether there is one. */
  public final S undoWhenUnknown(boolean undone) {
    last().undoWhenUnknown = undone;
    return self();
  }

  public final <T> S undo(Class<T> type, Calls.Of0<T> method) {
    return undo(MethodName.of(type, method));
  }

  public final <T, A extends @Nullable Object> S undo(Class<T> type, Calls.Of1<T, A> method) {
    return undo(MethodName.of(type, method));
  }

  public final <T, A extends @Nullable Object, B extends @Nullable Object> S undo(
      Class<T> type, Calls.Of2<T, A, B> method) {
    return undo(MethodName.of(type, method));
  }

  public final <
          T, A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
      S undo(Class<T> type, Calls.Of3<T, A, B, C> method) {
    return undo(MethodName.of(type, method));
  }

  public final <
          T,
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object>
      S undo(Class<T> type, Calls.Of4<T, A, B, C, D> method) {
    return undo(MethodName.of(type, method));
  }

  public final <
          T,
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object>
      S undo(Class<T> type, Calls.Of5<T, A, B, C, D, E> method) {
    return undo(MethodName.of(type, method));
  }
}
