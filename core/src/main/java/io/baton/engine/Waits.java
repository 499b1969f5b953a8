package io.baton.engine;

import io.baton.api.Waiting;
import io.baton.api.Waiting.Kind;
import io.baton.model.Awaited;
import io.baton.model.Case;
import io.baton.model.Ref;
import io.baton.model.Undo;
import java.util.ArrayList;
import java.util.List;

/** What a case waits for, for people. */
public final class Waits {
  private Waits() {}

  /** In the order in which it began to wait; undos last. */
  public static List<Waiting> of(Case now) {
    List<Waiting> waits = new ArrayList<>();
    for (Ref ref : now.openRefs()) {
      waits.add(
          new Waiting(
              kind(ref.awaited()),
              name(now, ref),
              ref.id().value(),
              ref.attempt(),
              ref.since(),
              ref.due()));
    }
    for (Undo undo : now.undos()) {
      if (undo.state() == Undo.State.RUNNING) {
        String ref = undo.ref().value();
        waits.add(new Waiting(Kind.UNDO, undo.activity().value(), ref, undo.attempt(), null, null));
      }
    }
    return waits;
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
