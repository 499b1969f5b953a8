package io.baton.cli.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.CaseStatus;
import io.baton.model.ActivityName;
import io.baton.model.Awaited;
import io.baton.model.CommandId;
import io.baton.model.Event;
import io.baton.model.Failure;
import io.baton.model.RefId;
import io.baton.model.WorkflowId;
import io.baton.wire.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TimelineTest {
  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
  private static final RefId CAR = new RefId("1");
  private static final RefId FLIGHT = new RefId("2");
  private static final Failure BUSY = failure(Failure.Category.TECHNICAL, "busy");
  private static final Failure FULL = failure(Failure.Category.BUSINESS, "no seats");

  @Test
  void aCompensatedTripIsToldInOrder() {
    List<TurnRow> turns =
        List.of(
            turn(
                0,
                new Event.CaseStarted(
                    new WorkflowId("trip-booking", 1), Json.payload("Ada"), "baton-client", null)),
            turn(1, new Event.RefOpened(CAR, new ActivityName("Booking.reserveCar"), List.of())),
            turn(2, new Event.AttemptFailed(CAR, 1, BUSY, 200, null)),
            turn(
                3,
                new Event.RefSettled(CAR, Json.payload("VW"), null),
                new Event.UndoRegistered(CAR, new ActivityName("Booking.cancelCar"), List.of()),
                new Event.RefOpened(FLIGHT, new ActivityName("Booking.reserveFlight"), List.of())),
            turn(
                4,
                new Event.RefSettled(FLIGHT, null, FULL),
                new Event.CompensationStarted(FULL),
                new Event.UndoStarted(CAR)),
            turn(5, new Event.UndoAttemptFailed(CAR, 1, BUSY, 0)),
            turn(
                6,
                new Event.UndoDone(CAR),
                new Event.CaseEnded(CaseStatus.COMPENSATED, null, FULL)));
    CaseRow row =
        new CaseRow(
            "trip-1",
            "trip-booking",
            1,
            "COMPENSATED",
            "baton-client",
            NOON,
            NOON,
            NOON.plusMillis(840),
            null,
            null);
    assertThat(String.join("\n", Timeline.of(row, turns, ZoneOffset.UTC)) + "\n")
        .isEqualTo(
            """
            case trip-1  trip-booking@1  COMPENSATED after 0.84 s, started by baton-client
            turn  time          node        activity                attempt  what
               0  12:00:00.000  node-1                                       started with "Ada"
               1  12:00:01.000  node-1                                       next: Booking.reserveCar
               2  12:00:02.000  node-1      Booking.reserveCar            1  failed: busy (again in 0.20 s)
               3  12:00:03.000  node-1      Booking.reserveCar            2  done: "VW"
               4  12:00:04.000  node-1      Booking.reserveFlight         1  failed: no seats
                                                                             compensating: Type: no seats
               5  12:00:05.000  node-1      Booking.cancelCar             1  failed: busy (given up)
               6  12:00:06.000  node-1      Booking.cancelCar             2  undone: Booking.reserveCar
                                                                             COMPENSATED
            """);
  }

  @Test
  void signalsTimersAndAttributesAreTold() {
    RefId signal = new RefId("1");
    RefId timer = new RefId("2");
    List<TurnRow> turns =
        List.of(
            turn(
                1,
                new Event.AttributeSet(new RefId("0"), "city", Json.payload("Paris")),
                new Event.RefOpened(signal, new Awaited.Signal("approval"), null),
                new Event.RefOpened(timer, new Awaited.Timer(NOON, null), NOON)),
            turn(
                2,
                new Event.SignalReceived(1, "approval", Json.payload(true), null),
                new Event.SignalTaken(signal, 1),
                new Event.RefCancelled(timer, new RefId("2.1"))));
    CaseRow row = new CaseRow("t", "trip", 1, "RUNNING", "ada", NOON, NOON, null, null, null);
    assertThat(Timeline.of(row, turns, ZoneOffset.UTC).stream().skip(2))
        .containsExactly(
            "   1  12:00:01.000  node-1                                       attribute city = \"Paris\"",
            "   2  12:00:02.000  node-1                                       signal 1 came: approval true",
            "                                signal approval               1  took signal 1",
            "                                timer                         1  no longer awaited");
  }

  @Test
  void thatAnUndoIsDoneForWorkOfUnknownOutcomeIsTold() {
    List<TurnRow> turns =
        List.of(
            turn(1, new Event.RefOpened(CAR, new ActivityName("Booking.reserveCar"), List.of())),
            turn(
                2,
                new Event.RefSettled(CAR, null, BUSY),
                new Event.UndoStarted(CAR, "Timeout: no answer")));
    CaseRow row = new CaseRow("t", "trip", 1, "COMPENSATING", "ada", NOON, NOON, null, null, null);
    assertThat(Timeline.of(row, turns, ZoneOffset.UTC))
        .last()
        .asString()
        .endsWith("outcome unknown, taken back all the same: Timeout: no answer");
  }

  @Test
  void afterAMigrationTheNewNamesAreTold() {
    RefId auto = new RefId("auto");
    WorkflowId first = new WorkflowId("trip", 1);
    List<TurnRow> turns =
        List.of(
            turn(1, new Event.RefOpened(CAR, new ActivityName("Booking.reserveCar"), List.of())),
            turn(
                2, new Event.Migrated(first, new WorkflowId("trip", 2), Map.of(CAR.value(), auto))),
            turn(3, new Event.RefSettled(auto, Json.payload("VW"), null)));
    CaseRow row = new CaseRow("t", "trip", 2, "RUNNING", "ada", NOON, NOON, null, null, null);
    assertThat(Timeline.of(row, turns, ZoneOffset.UTC).stream().skip(3))
        .containsExactly(
            "   2  12:00:02.000  node-1                                       goes on as trip@2, where refs are called {1=auto}",
            "   3  12:00:03.000  node-1      Booking.reserveCar            1  done: \"VW\"");
  }

  @Test
  void aLongValueIsCut() {
    assertThat(Timeline.shortened("x".repeat(200))).hasSize(100).endsWith("…");
  }

  private static TurnRow turn(int number, Event... events) {
    return new TurnRow(
        number, new CommandId("c" + number), NOON.plusSeconds(number), "node-1", List.of(events));
  }

  private static Failure failure(Failure.Category category, String message) {
    return new Failure(category, "Type", message);
  }
}
