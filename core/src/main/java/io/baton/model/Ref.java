package io.baton.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One awaited answer, as it stands.
 *
 * @param attempt the try that is due or under way, 1 for the first; an older one is stale
 */
public record Ref(
    RefId id,
    ActivityName activity,
    List<Payload> args,
    State state,
    int attempt,
    @Nullable Payload value,
    @Nullable Failure failure) {

  /** PENDING, then one of the others, once. */
  public enum State {
    PENDING,
    OK,
    ERROR,
    CANCELLED
  }

  static Ref opened(Event.RefOpened e) {
    return new Ref(e.ref(), e.activity(), e.args(), State.PENDING, 1, null, null);
  }

  Ref settled(Event.RefSettled e) {
    State end = e.failure() == null ? State.OK : State.ERROR;
    return new Ref(id, activity, args, end, attempt, e.value(), e.failure());
  }

  Ref cancelled() {
    return new Ref(id, activity, args, State.CANCELLED, attempt, null, null);
  }

  Ref tryAgain(int next) {
    return new Ref(id, activity, args, state, next, value, failure);
  }

  public boolean pending() {
    return state == State.PENDING;
  }
}
