package io.baton.model;

import java.util.List;

/**
 * An entry of the compensation list: how one effect is taken back, and how far that is.
 *
 * @param ref the ref whose effect it is
 * @param attempt the try that is due or under way, 1 for the first
 */
public record Undo(RefId ref, ActivityName activity, List<Payload> args, State state, int attempt) {

  /** REGISTERED, RUNNING, DONE; in this order. */
  public enum State {
    REGISTERED,
    RUNNING,
    DONE
  }

  static Undo registered(Event.UndoRegistered e) {
    return new Undo(e.ref(), e.undo(), e.args(), State.REGISTERED, 1);
  }

  Undo in(State next) {
    return new Undo(ref, activity, args, next, attempt);
  }

  Undo tryAgain(int next) {
    return new Undo(ref, activity, args, state, next);
  }
}
