package io.baton.engine;

import io.baton.api.CaseEvent;
import io.baton.model.ActivityName;
import io.baton.model.Awaited;
import io.baton.model.CaseId;
import io.baton.model.Event;
import io.baton.model.Failure;
import io.baton.model.RefId;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import io.baton.port.TurnObserver;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells turns in the words of applications. */
public final class CaseEvents implements TurnObserver {
  private static final Logger LOG = System.getLogger(CaseEvents.class.getName());

  private final Consumer<CaseEvent> listener;

  public CaseEvents(Consumer<CaseEvent> listener) {
    this.listener = listener;
  }

  @Override
  public void committed(CaseId id, WorkflowId workflow, Turn turn) {
    committed(id, workflow, turn, Map.of());
  }

  @Override
  public void committed(
      CaseId id, WorkflowId workflow, Turn turn, Map<RefId, ActivityName> activities) {
    CaseEvent.Turn where =
        new CaseEvent.Turn(
            id.value(), workflow.name(), workflow.version(), turn.number(), turn.at());
    for (Event event : turn.events()) {
      tell(event, where, activities).ifPresent(this::tell);
    }
  }

  /** A listener's failure is its own: what it was told of is committed. */
  private void tell(CaseEvent event) {
    try {
      listener.accept(event);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "an observer of " + event + " failed: " + e.getMessage(), e);
    }
  }

  private static Optional<CaseEvent> tell(
      Event event, CaseEvent.Turn where, Map<RefId, ActivityName> activities) {
    if (event instanceof Event.CaseStarted e) {
      return Optional.of(new CaseEvent.Started(where, e.starter(), e.businessKey()));
    }
    if (event instanceof Event.CaseEnded e) {
      return Optional.of(new CaseEvent.Ended(where, e.status(), text(e.failure())));
    }
    if (event instanceof Event.CaseParked e) {
      return Optional.of(new CaseEvent.Parked(where, e.reason().toString()));
    }
    if (event instanceof Event.RefOpened e && e.awaited() instanceof Awaited.Activity activity) {
      String name = activity.activity().value();
      return Optional.of(new CaseEvent.ActivityStarted(where, e.ref().value(), name));
    }
    if (event instanceof Event.RefSettled e) {
      return name(e.ref(), activities)
          .map(
              name -> new CaseEvent.ActivityEnded(where, e.ref().value(), name, text(e.failure())));
    }
    if (event instanceof Event.UndoDone e) {
      return name(e.ref(), activities)
          .map(name -> new CaseEvent.ActivityUndone(where, e.ref().value(), name));
    }
    return Optional.empty();
  }

  private static Optional<String> name(RefId ref, Map<RefId, ActivityName> activities) {
    return Optional.ofNullable(activities.get(ref)).map(ActivityName::value);
  }

  private static @Nullable String text(@Nullable Failure failure) {
    return failure == null ? null : failure.toString();
  }
}
