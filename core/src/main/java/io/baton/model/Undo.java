package io.baton.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the compensation list: how one effect is taken back, and how far that is.
 *
 * @param ref its key: the ref whose effect it takes back, or one of several such keys of that ref
 * @param attempt the try that is due or under way, 1 for the first
 * @param begunAs number of the event by which the work was begun, counted over the whole case
 * @param doneAs number of the event by which its effect was there, or registered
 * @param undoneAs number of the event by which it was taken back, 0 until then
 * @param due after this a worker elsewhere is taken for not answering; null for an undo that is not
 *     asked for elsewhere, or is from before this was kept
 * @param delays how many signs of life have put off the end of this attempt
 * @param held its request waits for a service; null when it left, or there is none
 */
public record Undo(
    RefId ref,
    ActivityName activity,
    List<Payload> args,
    State state,
    int attempt,
    long begunAs,
    long doneAs,
    long undoneAs,
    @Nullable Instant due,
    int delays,
    @Nullable Held held) {
  /** In the place of an activity: the case that {@code args} names undoes what it did. */
  public static final ActivityName CHILD = new ActivityName("baton.child");

  /** REGISTERED, RUNNING, DONE; in this order. */
  public enum State {
    REGISTERED,
    RUNNING,
    DONE
  }

  static Undo registered(Event.UndoRegistered e, long begunAs, long doneAs) {
    return new Undo(
        e.ref(), e.undo(), e.args(), State.REGISTERED, 1, begunAs, doneAs, 0, null, 0, null);
  }

  Undo at(RefId place) {
    return new Undo(
        place, activity, args, state, attempt, begunAs, doneAs, undoneAs, due, delays, held);
  }

  Undo started(@Nullable Instant until) {
    return with(State.RUNNING, attempt, until, 0, null);
  }

  Undo finished(long number) {
    return new Undo(
        ref, activity, args, State.DONE, attempt, begunAs, doneAs, number, null, 0, null);
  }

  Undo tryAgain(int next, @Nullable Instant nextDue) {
    return with(state, next, nextDue, 0, null);
  }

  /** Whoever works on it is alive. */
  Undo delayed(Instant nextDue) {
    return with(state, attempt, nextDue, delays + 1, null);
  }

  /** Its request stays here. */
  Undo heldBack(Held by) {
    return with(state, attempt, due, delays, by);
  }

  /** Its request leaves only now. */
  Undo asked(Instant nextDue) {
    return with(state, attempt, nextDue, delays, null);
  }

  private Undo with(State next, int now, @Nullable Instant until, int put, @Nullable Held by) {
    return new Undo(ref, activity, args, next, now, begunAs, doneAs, undoneAs, until, put, by);
  }

  public boolean done() {
    return state == State.DONE;
  }
}
