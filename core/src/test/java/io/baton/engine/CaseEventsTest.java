package io.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.CaseEvent;
import io.baton.api.CaseStatus;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.CommandId;
import io.baton.model.Event;
import io.baton.model.Payload;
import io.baton.model.StartRequest;
import io.baton.model.Turn;
import io.baton.port.TurnObserver;
import io.baton.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What observers are told, and when. */
class CaseEventsTest {
  private final Memory memory = new Memory();
  private final List<CaseEvent> told = new ArrayList<>();
  private final Kernel kernel = memory.kernel(new CaseEvents(told::add));

  private void start() {
    StartRequest request =
        new StartRequest("trip", 1, Trial.ID, Json.payload("x"), null, "r-1", "order-7", 4);
    new CaseStarter(kernel).start(request, "alice");
  }

  /** What was sent is handled, one command after the other. */
  private void handleNext() {
    Command next = memory.sent.remove(0).command();
    new CaseWorker(kernel).handle(List.of(next), new Delivery(1, 0));
  }

  @Test
  void nothingIsToldBeforeTheCommitAndNothingOfWhatIsRolledBack() {
    start();
    assertThat(told).isEmpty();
    memory.end(false);
    assertThat(told).isEmpty();
  }

  @Test
  void startActivitiesAndEndAreToldWithTheirTurn() {
    start();
    memory.end(true);
    assertThat(told)
        .containsExactly(
            new CaseEvent.Started(
                new CaseEvent.Turn("t-1", "trip", 1, 0, Trial.AT), "alice", "order-7"));
    handleNext();
    assertThat(told).hasSize(1);
    memory.end(true);
    CaseEvent.ActivityStarted started = (CaseEvent.ActivityStarted) told.get(1);
    assertThat(started.turn().number()).isEqualTo(1);
    handleNext();
    memory.end(true);
    assertThat(told.get(2))
        .isEqualTo(
            new CaseEvent.ActivityEnded(
                new CaseEvent.Turn("t-1", "trip", 1, 2, Trial.AT),
                started.ref(),
                started.activity(),
                null));
  }

  @Test
  void parkingUndoAndEndAreTold() {
    memory.has(
        Trial.ID,
        new Turn(
            0,
            new CommandId("create"),
            Trial.AT,
            List.of(new Event.CaseStarted(Plans.TRIP, Payload.NULL, "alice", null))),
        new Turn(
            1,
            new CommandId("start"),
            Trial.AT,
            List.of(
                Trial.opened(Trial.ONE, Plans.CAR),
                Trial.settled(Trial.ONE),
                Trial.undo(Trial.ONE, Plans.UNDO_CAR),
                Trial.opened(Trial.TWO, Plans.HOTEL))));
    CommandId wish = new CommandId("cancel");
    CommandId again = new CommandId("cancel again");
    for (CommandId id : List.of(wish, again)) {
      Command cancel = new Command.CancelCase(Trial.ID, id, "no more");
      new CaseWorker(kernel).handle(List.of(cancel), new Delivery(1, 0));
    }
    handleNext();
    memory.end(true);
    assertThat(told)
        .extracting(event -> (Object) event.getClass())
        .contains(CaseEvent.ActivityUndone.class);
    assertThat(told)
        .filteredOn(CaseEvent.ActivityUndone.class::isInstance)
        .extracting(event -> ((CaseEvent.ActivityUndone) event).activity())
        .containsExactly(Plans.UNDO_CAR.value());
    assertThat(told)
        .filteredOn(CaseEvent.Ended.class::isInstance)
        .extracting(event -> ((CaseEvent.Ended) event).status())
        .containsExactly(CaseStatus.CANCELLED);
  }

  @Test
  void twoObserversAreToldBoth() {
    List<String> turns = new ArrayList<>();
    TurnObserver first = (id, workflow, turn) -> turns.add("first " + turn.number());
    TurnObserver both = first.and(new CaseEvents(told::add));
    Turn turn =
        new Turn(
            3,
            new CommandId("c"),
            Trial.AT,
            List.of(new Event.CaseParked(Trial.broken("no"), null)));
    both.committed(new CaseId("t-1"), Plans.TRIP, turn, java.util.Map.of());
    assertThat(turns).containsExactly("first 3");
    assertThat(told).hasOnlyElementsOfType(CaseEvent.Parked.class).hasSize(1);
  }
}
