package io.baton.model;

import io.baton.api.CaseStatus;
import io.baton.model.Event.CaseStarted;
import io.baton.model.Event.SignalReceived;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A case as it stood after a turn, as data: what a store keeps so that opening a long case does not
 * mean reading all of its journal. The journal stays the truth.
 *
 * @param turn number of the last turn that it tells of
 * @param events how many events the case has had
 * @param forks winner by ref of the fork
 * @param cancelledBranches branches that were cancelled
 * @param renamed ids that refs have had, and what these are called now
 * @param queued whether it waits for a place to begin
 * @param told what services have told of before it began
 * @param pause null while it is not paused by itself
 * @param pausedWithParent whether its parent is paused, as far as it knows
 * @param parentAsOf number of the parent's turn that said so; 0 for none
 * @param next the case that runs it again; null for none
 * @param names of its refs, when those outside know them by names; null for none
 * @param carriedTimers moments of timers with a name that an earlier run opened
 */
public record CaseSnapshot(
    long turn,
    CommandId command,
    Instant at,
    long events,
    CaseStarted start,
    int run,
    boolean begun,
    Status status,
    List<Ref> refs,
    List<Undo> undos,
    List<UndoRequest> undoRequests,
    Map<String, Fork> forks,
    Map<String, Fold> folds,
    List<RefId> cancelledBranches,
    Map<String, Integer> versions,
    Map<String, Instant> carriedTimers,
    List<Event.Subscribed> subscriptions,
    long signals,
    List<UnreadSignal> unread,
    List<ReplyTo> askers,
    List<Parent> undoAskers,
    Map<String, RefId> renamed,
    boolean queued,
    List<Event.TaskTold> told,
    @Nullable Pause pause,
    boolean pausedWithParent,
    long parentAsOf,
    List<Mark> marks,
    List<Event.DetailsTold> details,
    @Nullable CaseId next,
    @Nullable Names names) {

  /**
   * Names that refs were given by their kind of naming.
   *
   * @param count how many there have been
   * @param newest the last of them
   */
  public record Names(long count, List<String> newest) {}

  /** Where the case stands, and why. */
  public record Status(
      CaseStatus now,
      CaseStatus beforeParking,
      @Nullable Payload result,
      @Nullable Failure failure,
      @Nullable Failure obstacle,
      @Nullable RefId stoppedAt,
      @Nullable String cancelReason) {
    static final Status FIRST =
        new Status(CaseStatus.RUNNING, CaseStatus.RUNNING, null, null, null, null, null);

    Status renamed(UnaryOperator<RefId> to) {
      return stoppedAt == null
          ? this
          : new Status(
              now, beforeParking, result, failure, obstacle, to.apply(stoppedAt), cancelReason);
    }
  }

  /**
   * A fork whose fate is clear.
   *
   * @param winner number of the branch that decided; -1 for none
   * @param number of the event that says so, counted over the whole case
   */
  public record Fork(String kind, int branches, int winner, long number) {}

  /**
   * Nothing new begins.
   *
   * @param until when that ends by itself; null for never
   * @param fails whether the case fails then, in place of going on
   */
  public record Pause(@Nullable Instant until, boolean fails) {}

  /** How far a loop is. */
  public record Fold(long rounds, Payload state) {}

  /** A signal as the case received it. */
  static UnreadSignal unread(SignalReceived e, Instant at) {
    return new UnreadSignal(e.number(), e.signal(), e.value(), e.expires(), at);
  }
}
