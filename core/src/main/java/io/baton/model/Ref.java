package io.baton.model;

import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One awaited answer, as it stands.
 *
 * @param attempt the try that is due or under way, 1 for the first; an older one is stale
 * @param due after this the answer is taken for not coming; a timer's own moment
 * @param openedAs number of the event that opened it, counted over the whole case
 * @param settledAs number of the event that ended it, 0 while it is pending
 * @param since when it was opened, by the database's clock
 * @param cancelledWith the branch whose cancellation ended it
 * @param ended when it was settled or cancelled, by the database's clock; null while it is pending
 * @param delays how many signs of life have put off the end of this attempt
 * @param held its request waits for a service; null when it left, or there is none
 * @param told how much its worker had told of this attempt when the last of them came; 0 when that
 *     is not counted
 * @param warning true when its value came with a warning, or its failure counts for none
 */
public record Ref(
    RefId id,
    Awaited awaited,
    State state,
    int attempt,
    @Nullable Payload value,
    @Nullable Failure failure,
    @Nullable Instant due,
    long openedAs,
    long settledAs,
    Instant since,
    @Nullable RefId cancelledWith,
    @Nullable Instant ended,
    int delays,
    @Nullable Held held,
    int told,
    boolean warning) {

  /** PENDING, then one of the others, once. */
  public enum State {
    PENDING,
    OK,
    ERROR,
    CANCELLED
  }

  /** A ref that this event opens. */
  public static Ref opened(Event.RefOpened e, long number, Instant at) {
    return new Ref(
        e.ref(),
        e.awaited(),
        State.PENDING,
        1,
        null,
        null,
        e.due(),
        number,
        0,
        at,
        null,
        null,
        0,
        null,
        0,
        false);
  }

  /**
   * A ref that this event opens and settles.
   *
   * @param warning whether there was one in what it stands for
   */
  public static Ref noted(Event.ValueNoted e, long number, Instant at, boolean warning) {
    Awaited what = new Awaited.Noted(e.what());
    return new Ref(
        e.ref(), what, State.OK, 1, e.value(), null, null, number, number, at, null, at, 0, null, 0,
        warning);
  }

  /** A ref that this event opens and settles. */
  static Ref allowed(Event.FailureAllowed e, long number, Instant at) {
    Awaited what = new Awaited.Noted(e.what());
    return new Ref(
        e.ref(),
        what,
        State.ERROR,
        1,
        null,
        e.failure(),
        null,
        number,
        number,
        at,
        null,
        at,
        0,
        null,
        0,
        true);
  }

  /** A look ahead: as it will be when it is settled. */
  public Ref settled(@Nullable Payload answer, @Nullable Failure why, long number) {
    return settled(answer, why, number, since, false);
  }

  Ref settled(
      @Nullable Payload answer, @Nullable Failure why, long number, Instant at, boolean warned) {
    State end = why == null ? State.OK : State.ERROR;
    return new Ref(
        id, awaited, end, attempt, answer, why, due, openedAs, number, since, null, at, 0, null, 0,
        warned);
  }

  /** A look ahead: as it will be when it is cancelled. */
  public Ref cancelled(@Nullable RefId branch, long number) {
    return cancelled(branch, number, since);
  }

  public Ref cancelled(@Nullable RefId branch, long number, Instant at) {
    return new Ref(
        id,
        awaited,
        State.CANCELLED,
        attempt,
        null,
        null,
        due,
        openedAs,
        number,
        since,
        branch,
        at,
        0,
        null,
        0,
        false);
  }

  Ref tryAgain(int next, @Nullable Instant nextDue) {
    return waiting(next, nextDue, 0, null, 0);
  }

  /** Whoever works on it is alive. */
  Ref delayed(Instant nextDue, @Nullable Integer toldNow) {
    return waiting(attempt, nextDue, delays + 1, held, toldNow == null ? told : toldNow);
  }

  /** Its request leaves only now. */
  Ref asked(Instant nextDue) {
    return waiting(attempt, nextDue, delays, null, told);
  }

  /** Its request stays here. */
  Ref heldBack(Held by) {
    return waiting(attempt, due, delays, by, told);
  }

  /** True when somebody elsewhere is to be asked, and nobody has been asked yet. */
  public boolean nobodyAsked() {
    return held != null && attempt == 1;
  }

  private Ref waiting(int now, @Nullable Instant until, int put, @Nullable Held by, int toldSoFar) {
    return new Ref(
        id, awaited, state, now, value, failure, until, openedAs, settledAs, since, null, ended,
        put, by, toldSoFar, warning);
  }

  Ref renamed(UnaryOperator<RefId> to) {
    return new Ref(
        to.apply(id),
        awaited,
        state,
        attempt,
        value,
        failure,
        due,
        openedAs,
        settledAs,
        since,
        cancelledWith == null ? null : to.apply(cancelledWith),
        ended,
        delays,
        held,
        told,
        warning);
  }

  public boolean pending() {
    return state == State.PENDING;
  }
}
