package io.baton.engine;

import static io.baton.engine.Plans.CAR;
import static io.baton.engine.Trial.AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.CaseStatus;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.Command.CancelCase;
import io.baton.model.Command.FireTimer;
import io.baton.model.Command.Operate;
import io.baton.model.Command.Operate.Operation;
import io.baton.model.Command.StartCase;
import io.baton.model.CommandId;
import io.baton.model.Event;
import io.baton.model.Payload;
import io.baton.model.StartRequest;
import io.baton.workflow.Decision;
import io.baton.workflow.Program;
import io.baton.workflow.Room;
import io.baton.workflow.Room.WhenFull;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Workflows of which only so many cases may be under way. */
class PlacesTest {
  private final Memory memory = new Memory();
  private final CaseStarter starter = new CaseStarter(memory.kernel());
  private final CaseWorker worker = new CaseWorker(memory.kernel());
  private final CaseId a = new CaseId("a");
  private final CaseId b = new CaseId("b");
  private final CaseId c = new CaseId("c");

  private void room(int limit, WhenFull whenFull) {
    Program trip = memory.plans.program(Plans.TRIP).orElseThrow();
    memory.plans.program(
        new Program() {
          @Override
          public Decision decide(Case now) {
            return trip.decide(now);
          }

          @Override
          public Optional<Room> room() {
            return Optional.of(new Room(limit, whenFull));
          }
        });
  }

  private void started(CaseId... ids) {
    for (CaseId id : ids) {
      starter.start(new StartRequest("trip", 1, id, Payload.NULL, null, id.value()), "alice");
    }
    deliverAll();
  }

  /** What was sent, but for the work: the cases stay under way. */
  private void deliverAll() {
    List<Command> next =
        memory.sent.stream()
            .map(send -> send.command())
            .filter(command -> !(command instanceof Command.Work))
            .toList();
    memory.sent.clear();
    next.forEach(this::deliver);
  }

  private void deliver(Command command) {
    assertThat(worker.handle(List.of(command), Delivery.FIRST)).isInstanceOf(Handled.Moved.class);
    memory.end(true);
  }

  private Case now(CaseId id) {
    return memory.read(id).orElseThrow();
  }

  private void end(CaseId id) {
    deliver(new CancelCase(id, new CommandId("c1 " + id), "enough"));
    if (!now(id).status().isEnd()) {
      deliver(new CancelCase(id, new CommandId("c2 " + id), "enough"));
    }
    deliverAll();
  }

  private List<String> events(CaseId id) {
    return Objects.requireNonNull(memory.journals.get(id)).stream()
        .flatMap(turn -> turn.events().stream())
        .map(event -> event.getClass().getSimpleName())
        .toList();
  }

  @Test
  @DisplayName("A3.14 QUEUE: cases wait in line and begin in the order in which they came")
  void A3_14_queued() {
    room(1, WhenFull.QUEUE);
    started(a, b, c);

    assertThat(now(a).hasBegun()).isTrue();
    assertThat(events(b)).containsExactly("CaseStarted", "CaseQueued");
    assertThat(now(c).isQueued()).isTrue();
    end(a);
    assertThat(events(b)).containsExactly("CaseStarted", "CaseQueued", "RefOpened");
    assertThat(now(b).isQueued()).isFalse();
    assertThat(now(c).hasBegun()).isFalse();
    end(b);
    assertThat(now(c).hasBegun()).isTrue();
    end(c);
    assertThat(memory.places.in).isEmpty();
  }

  @Test
  @DisplayName("A3.14 QUEUE: a case that is cancelled in line leaves it and takes no place")
  void A3_14_cancelledInLine() {
    room(1, WhenFull.QUEUE);
    started(a, b, c);

    end(b);

    assertThat(now(b).status()).isEqualTo(CaseStatus.CANCELLED);
    end(a);
    assertThat(now(c).hasBegun()).isTrue();
    assertThat(memory.places.in).containsExactly(c);
  }

  @Test
  @DisplayName("A3.14 CANCEL: one more case ends as CANCELLED, and says why")
  void A3_14_cancel() {
    room(1, WhenFull.CANCEL);
    started(a, b);

    assertThat(now(b).status()).isEqualTo(CaseStatus.CANCELLED);
    assertThat(String.valueOf(now(b).failure()))
        .isEqualTo("NoPlace: 1 cases of workflow 'trip' are under way, which is the limit");
    end(a);
    started(c);
    assertThat(now(c).hasBegun()).isTrue();
  }

  @Test
  @DisplayName("A3.14 FAIL: one more case ends as FAILED")
  void A3_14_fail() {
    room(2, WhenFull.FAIL);
    started(a, b, c);

    assertThat(now(a).hasBegun() && now(b).hasBegun()).isTrue();
    assertThat(now(c).status()).isEqualTo(CaseStatus.FAILED);
    assertThat(memory.places.in).containsExactly(a, b);
  }

  @Test
  void aCaseThatIsPausedInLineKeepsItsPlaceAndBeginsWhenItIsResumed() {
    room(1, WhenFull.QUEUE);
    started(a, b);
    deliver(new Operate(b, new CommandId("p"), Operation.PAUSE));
    end(a);
    assertThat(now(b).hasBegun()).isFalse();
    assertThat(memory.places.in).containsExactly(b);

    deliver(new Operate(b, new CommandId("r"), Operation.RESUME));
    deliverAll();

    assertThat(events(b))
        .containsExactly("CaseStarted", "CaseQueued", "CasePaused", "CaseUnpaused", "RefOpened");
  }

  @Test
  void aLateStartTakesItsPlaceWhenItBegins() {
    room(1, WhenFull.QUEUE);
    started(a);
    FireTimer due = new FireTimer(b, Consequences.START, AT);
    Event start = new Event.CaseStarted(Plans.TRIP, Payload.NULL, "alice", null);
    memory.has(b, new io.baton.model.Turn(0, new CommandId("create"), AT, List.of(start)));

    deliver(due);

    assertThat(now(b).isQueued()).isTrue();
    end(a);
    assertThat(now(b).openRefs())
        .singleElement()
        .satisfies(ref -> assertThat(ref.awaited().describe()).startsWith(CAR.value()));
  }

  @Test
  void whoeverAsksForTheEndOfACaseTakesNoPlace() {
    room(1, WhenFull.QUEUE);
    started(a);

    deliver(
        new StartCase(
            a, new CommandId("ask"), Plans.TRIP, new io.baton.model.ReplyTo("queue/x", null)));

    assertThat(memory.places.in).containsExactly(a);
    assertThat(memory.places.line).isEmpty();
  }
}
