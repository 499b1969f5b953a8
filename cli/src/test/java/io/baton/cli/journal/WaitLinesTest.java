package io.baton.cli.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.CaseStatus;
import io.baton.model.ActivityName;
import io.baton.model.Awaited;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.CommandId;
import io.baton.model.Event;
import io.baton.model.RefId;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import io.baton.wire.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WaitLinesTest {
  private static final CaseId ID = new CaseId("trip-1");
  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
  private static final Event STARTED =
      new Event.CaseStarted(new WorkflowId("trip", 1), Json.payload("Ada"), "ada", null);

  private static List<String> lines(Event... events) {
    List<Turn> journal =
        List.of(
            new Turn(0, new CommandId("create"), NOON, List.of(STARTED)),
            new Turn(1, new CommandId("start"), NOON.plusSeconds(1), List.of(events)));
    return WaitLines.of(Case.replay(ID, journal), ZoneOffset.UTC);
  }

  @Test
  void itIsToldWhatACaseWaitsForAndSinceWhen() {
    assertThat(
            lines(
                new Event.RefOpened(new RefId("1"), new ActivityName("Booking.car"), List.of()),
                new Event.RefOpened(new RefId("2"), new Awaited.Outside(), null),
                new Event.RefOpened(
                    new RefId("3"),
                    new Awaited.Timer(NOON.plusSeconds(60), null),
                    NOON.plusSeconds(60)),
                new Event.SignalReceived(1, "news", Json.payload("x"), NOON.plusSeconds(90))))
        .containsExactly(
            "waits for: activity Booking.car (ref 1, since 2026-05-01 12:00:01)",
            "waits for: answer trip-1/2 (ref 2, since 2026-05-01 12:00:01)",
            "waits for: timer (ref 3, since 2026-05-01 12:00:01, due 2026-05-01 12:01:00)",
            "not taken: signal 1 news (came 2026-05-01 12:00:01, expires 2026-05-01 12:01:30)");
  }

  @Test
  void itIsToldWhichServiceThatIsDownIsWaitedFor() {
    assertThat(
            lines(
                new Event.RefOpened(new RefId("1"), new ActivityName("Hotel.book"), List.of()),
                new Event.RequestHeld(new RefId("1"), "Hotel")))
        .containsExactly(
            "waits for: activity Hotel.book (ref 1, since 2026-05-01 12:00:01, held since 2026-05-01 12:00:01: Hotel is down)");
    assertThat(lines(new Event.RequestHeld(Event.RequestHeld.START, "Hotel")))
        .containsExactly(
            "waits for: start trip (ref start, since 2026-05-01 12:00:01, held since 2026-05-01 12:00:01: Hotel is down)");
  }

  @Test
  void aCaseThatHasEndedWaitsForNothing() {
    assertThat(
            lines(
                new Event.SignalReceived(1, "news", Json.payload("x"), null),
                new Event.CaseEnded(CaseStatus.COMPLETED, null, null)))
        .isEmpty();
  }
}
