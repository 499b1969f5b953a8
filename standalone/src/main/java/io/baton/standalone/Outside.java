package io.baton.standalone;

import io.baton.model.Effect;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** What was sent out of this process, where nothing leads: kept to be looked at, the newest. */
final class Outside {
  private static final int MOST = 10_000;

  private final Deque<Effect.Ask> requests = new ArrayDeque<>();
  private final Deque<Effect.Publish> outputs = new ArrayDeque<>();
  private final Deque<Effect.CallOff> calledOff = new ArrayDeque<>();
  private volatile Consumer<Effect.Ask> workers = request -> {};

  /** Who is told of each request. */
  void workers(Consumer<Effect.Ask> workers) {
    this.workers = workers;
  }

  void add(Effect.Ask request) {
    synchronized (this) {
      add(requests, request);
    }
    workers.accept(request);
  }

  synchronized void add(Effect.Publish output) {
    add(outputs, output);
  }

  synchronized void add(Effect.CallOff off) {
    add(calledOff, off);
  }

  synchronized List<Effect.CallOff> calledOff() {
    return List.copyOf(calledOff);
  }

  private static <T> void add(Deque<T> kept, T one) {
    if (kept.size() >= MOST) {
      kept.removeFirst();
    }
    kept.addLast(one);
  }

  synchronized List<Effect.Ask> requests() {
    return List.copyOf(requests);
  }

  synchronized List<Effect.Publish> outputs() {
    return List.copyOf(outputs);
  }
}
