package io.baton.model;

import java.util.List;

/**
 * An entry of the compensation list: how one effect is taken back, and how far that is.
 *
 * @param ref its key: the ref whose effect it takes back, or one of several such keys of that ref
 * @param attempt the try that is due or under way, 1 for the first
 * @param begunAs number of the event by which the work was begun, counted over the whole case
 * @param doneAs number of the event by which its effect was there, or registered
 */
public record Undo(
    RefId ref,
    ActivityName activity,
    List<Payload> args,
    State state,
    int attempt,
    long begunAs,
    long doneAs) {
  /** In the place of an activity: the case that {@code args} names undoes what it did. */
  public static final ActivityName CHILD = new ActivityName("baton.child");

  /** REGISTERED, RUNNING, DONE; in this order. */
  public enum State {
    REGISTERED,
    RUNNING,
    DONE
  }

  static Undo registered(Event.UndoRegistered e, long begunAs, long doneAs) {
    return new Undo(e.ref(), e.undo(), e.args(), State.REGISTERED, 1, begunAs, doneAs);
  }

  Undo at(RefId place) {
    return new Undo(place, activity, args, state, attempt, begunAs, doneAs);
  }

  Undo in(State next) {
    return new Undo(ref, activity, args, next, attempt, begunAs, doneAs);
  }

  Undo tryAgain(int next) {
    return new Undo(ref, activity, args, state, next, begunAs, doneAs);
  }

  public boolean done() {
    return state == State.DONE;
  }
}
