package io.baton.engine;

import io.baton.model.ActivityName;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Failure;
import io.baton.model.Payload;
import io.baton.model.Ref;
import io.baton.model.RefId;
import io.baton.model.Schedule;
import io.baton.model.Undo;
import io.baton.model.WorkflowId;
import io.baton.port.Definitions;
import io.baton.port.UndoPlan;
import io.baton.workflow.ActivitySpec;
import io.baton.workflow.ActivitySpec.UndoSpec;
import io.baton.workflow.Decision;
import io.baton.workflow.Migration;
import io.baton.workflow.Program;
import io.baton.workflow.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The definitions of these trials: a trip of a car and a hotel, told as data. */
final class Plans implements Definitions, UndoPlan {
  static final WorkflowId TRIP = new WorkflowId("trip", 1);
  static final WorkflowId NEXT_TRIP = new WorkflowId("trip", 2);
  static final ActivityName CAR = new ActivityName("Booking.car");
  static final ActivityName HOTEL = new ActivityName("Booking.hotel");
  static final ActivityName UNDO_CAR = new ActivityName("Booking.undoCar");
  static final ActivityName UNDO_HOTEL = new ActivityName("Booking.undoHotel");

  private static final RetryPolicy THRICE = policy(Retrying.FAIL);

  private final Map<ActivityName, ActivitySpec> activities = new HashMap<>();
  final Map<String, Schedule> schedules = new HashMap<>();
  private Program program = new InTurn(List.of(CAR, HOTEL));

  enum Retrying {
    FAIL,
    PARK
  }

  Plans() {
    add(new ActivitySpec(CAR, THRICE, new UndoSpec(UNDO_CAR, false)));
    add(new ActivitySpec(HOTEL, THRICE, new UndoSpec(UNDO_HOTEL, true)));
    add(new ActivitySpec(UNDO_CAR, THRICE, null));
    add(new ActivitySpec(UNDO_HOTEL, THRICE, null));
  }

  static RetryPolicy policy(Retrying end) {
    return new RetryPolicy(
        3,
        Duration.ofSeconds(1),
        2,
        Duration.ofMinutes(1),
        0,
        io.baton.api.Retry.OnExhausted.valueOf(end.name()));
  }

  void add(ActivitySpec spec) {
    activities.put(spec.name(), spec);
  }

  void program(Program program) {
    this.program = program;
  }

  @Override
  public Optional<Program> program(WorkflowId id) {
    return id.equals(TRIP) || id.equals(NEXT_TRIP) ? Optional.of(program) : Optional.empty();
  }

  @Override
  public SortedSet<Integer> versions(String workflow) {
    return workflow.equals("trip") ? new TreeSet<>(List.of(1)) : new TreeSet<>();
  }

  @Override
  public boolean isStartable(WorkflowId id) {
    return program(id).isPresent();
  }

  @Override
  public SortedSet<String> workflows() {
    return new TreeSet<>(List.of("trip"));
  }

  @Override
  public Optional<ActivitySpec> activity(ActivityName name) {
    return Optional.ofNullable(activities.get(name));
  }

  @Override
  public Map<String, Schedule> schedules() {
    return schedules;
  }

  @Override
  public void checkInput(WorkflowId id, Payload input) {
    if (input.json().isNumber()) {
      throw new IllegalArgumentException("a number is no input");
    }
  }

  @Override
  public Payload query(Case now, String name, List<Payload> args) {
    throw new IllegalArgumentException("no query");
  }

  /** One after the other, the newest effect first. */
  @Override
  public List<Undo> next(List<Undo> list, io.baton.api.UndoOrder order) {
    List<Undo> open = new ArrayList<>(list);
    open.removeIf(undo -> undo.state() == Undo.State.DONE);
    Undo newest = open.get(open.size() - 1);
    return newest.state() == Undo.State.REGISTERED ? List.of(newest) : List.of();
  }

  @Override
  public Optional<Duration> afterFailure(CaseId of, Undo failed, RetryPolicy policy) {
    return policy.afterAttempt(failed.attempt(), of.value());
  }

  /** Runs activities one after another; the first failure fails the case. */
  record InTurn(List<ActivityName> steps) implements Program {
    @Override
    public Migration takeOver(Case now, Program older, Map<String, String> nodes) {
      Map<RefId, RefId> refs = new HashMap<>();
      nodes.forEach((old, fresh) -> refs.put(new RefId(old), new RefId(fresh)));
      return refs.isEmpty() || now.ref(refs.keySet().iterator().next()).isPresent()
          ? new Migration.Possible(refs)
          : new Migration.Refused("there is no " + nodes);
    }

    @Override
    public Decision decide(Case now) {
      if (now.cancelReason() != null) {
        return new Decision.Fail(
            List.of(), new Failure(Failure.Category.CANCELLED, "Cancelled", "cleaned up"));
      }
      for (int i = 0; i < steps.size(); i++) {
        RefId id = new RefId(Integer.toString(i + 1));
        Optional<Ref> ref = now.ref(id);
        if (ref.isEmpty()) {
          return new Decision.Continue(
              List.of(new io.baton.model.Event.RefOpened(id, steps.get(i), List.of())));
        }
        Failure failure = ref.get().failure();
        if (failure != null) {
          return new Decision.Fail(List.of(), failure);
        }
        if (ref.get().pending()) {
          return new Decision.Continue(List.of());
        }
      }
      return new Decision.Complete(List.of(), Payload.NULL);
    }
  }
}
