package io.baton.gateway;

import io.baton.port.GatewayStore.Actor;
import io.baton.port.GatewayStore.Waiting;
import io.baton.port.GatewayStore.Wish;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The events of one actor that wait in memory, the first of which is being handled. */
final class Lane {
  /** Of an actor with more, the others wait in the database only. */
  static final int LENGTH = 1_000;

  final Share share;
  final String name;

  // Guarded by the share.
  final Deque<Waiting> events = new ArrayDeque<>();
  boolean more;
  long last = -1;

  /** What the actor is after its last event; asked of the store before the first. */
  volatile @Nullable Actor actor;

  volatile boolean known;

  /** What its first event asked for, when this node has just handled it; null: the store knows. */
  private final AtomicReference<@Nullable List<Wish>> wishes = new AtomicReference<>();

  Lane(Share share, String name) {
    this.share = share;
    this.name = name;
  }

  void knows(@Nullable Actor now) {
    actor = now;
    known = true;
  }

  void asks(List<Wish> now) {
    wishes.set(now);
  }

  /** Once: after a failure the store knows what is left. */
  @Nullable List<Wish> takeWishes() {
    return wishes.getAndSet(null);
  }
}
