package io.baton.model;

import io.baton.api.CaseStatus;
import io.baton.model.Event.AttemptFailed;
import io.baton.model.Event.CaseEnded;
import io.baton.model.Event.CaseParked;
import io.baton.model.Event.CaseResumed;
import io.baton.model.Event.CaseStarted;
import io.baton.model.Event.CompensationStarted;
import io.baton.model.Event.RefCancelled;
import io.baton.model.Event.RefOpened;
import io.baton.model.Event.RefSettled;
import io.baton.model.Event.ReplyRequested;
import io.baton.model.Event.UndoAttemptFailed;
import io.baton.model.Event.UndoDone;
import io.baton.model.Event.UndoRegistered;
import io.baton.model.Event.UndoStarted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A case as its journal tells it. It changes in one way only: {@link #apply} takes the next event,
 * live and on replay alike. Owned by one thread.
 */
public final class Case {
  private final CaseId id;
  private final CaseStarted start;
  private final Map<RefId, Ref> refs = new LinkedHashMap<>();
  private final Map<RefId, Undo> undos = new LinkedHashMap<>();
  private final List<ReplyTo> askers = new ArrayList<>();
  private CaseStatus status = CaseStatus.RUNNING;
  private CaseStatus statusBeforeParking = CaseStatus.RUNNING;
  private long turn;
  private @Nullable Payload result;
  private @Nullable Failure failure;
  private @Nullable Failure obstacle;
  private @Nullable RefId stoppedAt;

  private Case(CaseId id, CaseStarted start) {
    this.id = id;
    this.start = start;
    if (start.replyTo() != null) {
      askers.add(start.replyTo());
    }
  }

  /**
   * @param journal all turns of the case, the first one being number 0
   * @throws IllegalStateException when the journal has a gap or does not begin with CaseStarted
   */
  public static Case replay(CaseId id, List<Turn> journal) {
    if (journal.isEmpty()
        || journal.get(0).events().isEmpty()
        || !(journal.get(0).events().get(0) instanceof CaseStarted start)) {
      throw new IllegalStateException("journal of case " + id + " does not begin with its start");
    }
    Case replayed = new Case(id, start);
    for (int i = 0; i < journal.size(); i++) {
      Turn next = journal.get(i);
      if (next.number() != i) {
        throw new IllegalStateException(
            "journal of case " + id + " has turn " + next.number() + " where " + i + " belongs");
      }
      next.events().forEach(replayed::apply);
      replayed.turn = next.number();
    }
    return replayed;
  }

  /** The next turn begins: what is applied from here on belongs to it. */
  public void beginTurn() {
    turn++;
  }

  public void apply(Event event) {
    if (event instanceof RefOpened e) {
      refs.put(e.ref(), Ref.opened(e));
    } else if (event instanceof RefSettled e) {
      refs.computeIfPresent(e.ref(), (id, ref) -> ref.settled(e));
    } else if (event instanceof RefCancelled e) {
      refs.computeIfPresent(e.ref(), (id, ref) -> ref.cancelled());
    } else if (event instanceof AttemptFailed e) {
      refs.computeIfPresent(e.ref(), (id, ref) -> ref.tryAgain(e.attempt() + 1));
    } else if (event instanceof UndoRegistered e) {
      undos.put(e.ref(), Undo.registered(e));
    } else if (event instanceof UndoStarted e) {
      undos.computeIfPresent(e.ref(), (id, undo) -> undo.in(Undo.State.RUNNING));
    } else if (event instanceof UndoAttemptFailed e) {
      undos.computeIfPresent(e.ref(), (id, undo) -> undo.tryAgain(e.attempt() + 1));
    } else if (event instanceof UndoDone e) {
      undos.computeIfPresent(e.ref(), (id, undo) -> undo.in(Undo.State.DONE));
    } else if (event instanceof ReplyRequested e) {
      askers.add(e.to());
    } else {
      applyToStatus(event);
    }
  }

  private void applyToStatus(Event event) {
    if (event instanceof CompensationStarted e) {
      status = CaseStatus.COMPENSATING;
      failure = e.reason();
      obstacle = null;
      stoppedAt = null;
    } else if (event instanceof CaseParked e) {
      statusBeforeParking = status;
      status = CaseStatus.PARKED;
      obstacle = e.reason();
      stoppedAt = e.ref();
    } else if (event instanceof CaseResumed) {
      status = statusBeforeParking;
      obstacle = null;
      stoppedAt = null;
    } else if (event instanceof CaseEnded e) {
      status = e.status();
      result = e.result();
      failure = e.failure();
    }
    // CaseStarted built this object; a WishRefused changes nothing.
  }

  public CaseId id() {
    return id;
  }

  public WorkflowId workflow() {
    return start.workflow();
  }

  public Payload input() {
    return start.input();
  }

  public String starter() {
    return start.starter();
  }

  public CaseStatus status() {
    return status;
  }

  /** True once the workflow was asked what comes first; a wish may come earlier than that. */
  public boolean hasBegun() {
    return status != CaseStatus.RUNNING || !refs.isEmpty();
  }

  /** Number of the newest turn; it only grows. */
  public long turn() {
    return turn;
  }

  public Optional<Ref> ref(RefId ref) {
    return Optional.ofNullable(refs.get(ref));
  }

  /** In the order in which they were opened. */
  public Collection<Ref> refs() {
    return Collections.unmodifiableCollection(refs.values());
  }

  public Optional<Undo> undo(RefId ref) {
    return Optional.ofNullable(undos.get(ref));
  }

  /** The compensation list, in the order in which the effects happened. */
  public List<Undo> undos() {
    return List.copyOf(undos.values());
  }

  /** Those who are to be told the end. */
  public List<ReplyTo> askers() {
    return Collections.unmodifiableList(askers);
  }

  public @Nullable Payload result() {
    return result;
  }

  /** Why the case is being compensated, or ended without completing. */
  public @Nullable Failure failure() {
    return failure;
  }

  /** True also while the compensation is parked. */
  public boolean isCompensating() {
    return status == CaseStatus.COMPENSATING
        || (status == CaseStatus.PARKED && statusBeforeParking == CaseStatus.COMPENSATING);
  }

  /** Why a parked case waits for an operator; null while it is not parked. */
  public @Nullable Failure obstacle() {
    return obstacle;
  }

  /** What a parked case stopped at; null when the workflow itself could not go on. */
  public @Nullable RefId stoppedAt() {
    return stoppedAt;
  }

  public Origin origin() {
    return new Origin(workflow(), starter(), turn);
  }
}
