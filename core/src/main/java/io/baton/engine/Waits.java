package io.baton.engine;

import io.baton.api.Waiting;
import io.baton.api.Waiting.Kind;
import io.baton.model.Awaited;
import io.baton.model.Case;
import io.baton.model.Held;
import io.baton.model.Ref;
import io.baton.model.Undo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a case waits for, for people. */
public final class Waits {
  private Waits() {}

  /** In the order in which it began to wait; undos last. */
  public static List<Waiting> of(Case now) {
    List<Waiting> waits = new ArrayList<>();
    Held start = now.heldStart();
    if (start != null) {
      waits.add(
          new Waiting(
              Kind.START, now.workflow().name(), "start", 1, start.since(), null, told(start)));
    }
    for (Ref ref : now.openRefs()) {
      waits.add(
          new Waiting(
              kind(ref.awaited()),
              name(now, ref),
              ref.id().value(),
              ref.attempt(),
              ref.since(),
              ref.held() == null ? ref.due() : null,
              told(ref.held())));
    }
    for (Undo undo : now.undos()) {
      if (undo.state() == Undo.State.RUNNING) {
        waits.add(
            new Waiting(
                Kind.UNDO,
                undo.activity().value(),
                undo.ref().value(),
                undo.attempt(),
                null,
                undo.held() == null ? undo.due() : null,
                told(undo.held())));
      }
    }
    return waits;
  }

  private static Waiting.@Nullable Held told(@Nullable Held held) {
    return held == null ? null : new Waiting.Held(held.service(), held.since());
  }

  private static Kind kind(Awaited awaited) {
    if (awaited instanceof Awaited.Activity || awaited instanceof Awaited.Told) {
      return Kind.ACTIVITY;
    }
    if (awaited instanceof Awaited.Signal) {
      return Kind.SIGNAL;
    }
    if (awaited instanceof Awaited.Timer) {
      return Kind.TIMER;
    }
    return awaited instanceof Awaited.Child ? Kind.CHILD : Kind.ANSWER;
  }

  private static String name(Case now, Ref ref) {
    Awaited awaited = ref.awaited();
    if (awaited instanceof Awaited.Activity activity) {
      return activity.activity().value();
    }
    if (awaited instanceof Awaited.Told told) {
      return told.activity().value();
    }
    if (awaited instanceof Awaited.Signal signal) {
      return signal.signal();
    }
    if (awaited instanceof Awaited.Timer timer) {
      return timer.name() == null ? "" : timer.name();
    }
    return awaited instanceof Awaited.Child child
        ? child.child().value()
        : now.id() + "/" + ref.id();
  }
}
