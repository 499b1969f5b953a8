package io.baton.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.baton.port.Calendars;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnixCalendarsTest {
  private static final String PARIS = "Europe/Paris";

  /** The first firings after a moment, with the offset that the wall clock has then. */
  private static List<String> firings(String cron, String zone, String after, int count) {
    Calendars.Calendar calendar = Calendars.find().orElseThrow().read(cron, zone);
    List<String> firings = new ArrayList<>();
    Optional<Instant> next = calendar.next(Instant.parse(after));
    while (next.isPresent() && firings.size() < count) {
      ZonedDateTime there = next.get().atZone(java.time.ZoneId.of(zone));
      firings.add(there.toOffsetDateTime().toString());
      next = calendar.next(next.get());
    }
    return firings;
  }

  @Test
  void aTimeThatTheClocksLeaveOutFiresWhenTheyHaveBeenPutForward() {
    assertThat(firings("30 2 * * *", PARIS, "2026-03-27T12:00:00Z", 3))
        .containsExactly(
            "2026-03-28T02:30+01:00", "2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00");
  }

  @Test
  void severalTimesThatTheClocksLeaveOutFireOnce() {
    assertThat(firings("*/20 2 * * *", PARIS, "2026-03-28T22:00:00Z", 2))
        .containsExactly("2026-03-29T03:00+02:00", "2026-03-30T02:00+02:00");
    assertThat(firings("*/20 * * * *", PARIS, "2026-03-29T00:30:00Z", 3))
        .containsExactly(
            "2026-03-29T01:40+01:00", "2026-03-29T03:00+02:00", "2026-03-29T03:20+02:00");
  }

  @Test
  void aTimeThatComesTwiceFiresTheFirstTime() {
    assertThat(firings("30 2 * * *", PARIS, "2026-10-24T12:00:00Z", 2))
        .containsExactly("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
    for (String moment : List.of("00:30:00.5", "00:45:00", "01:00:00", "01:29:59", "01:30:00")) {
      assertThat(firings("30 2 * * *", PARIS, "2026-10-25T" + moment + "Z", 1))
          .as("asked between the two, at %s", moment)
          .containsExactly("2026-10-26T02:30+01:00");
    }
    assertThat(firings("0 3 * * *", PARIS, "2026-10-25T00:45:00Z", 1))
        .as("the end of the hour comes once")
        .containsExactly("2026-10-25T03:00+01:00");
  }

  @Test
  void whatIsRepeatedGoesOnThroughTheHourThatComesTwice() {
    assertThat(firings("*/30 * * * *", PARIS, "2026-10-24T23:45:00Z", 6))
        .containsExactly(
            "2026-10-25T02:00+02:00",
            "2026-10-25T02:30+02:00",
            "2026-10-25T02:00+01:00",
            "2026-10-25T02:30+01:00",
            "2026-10-25T03:00+01:00",
            "2026-10-25T03:30+01:00");
  }

  @Test
  void theThirtyFirstIsLeftOutWhereAMonthHasNone() {
    assertThat(firings("0 6 31 * *", "UTC", "2026-01-31T12:00:00Z", 3))
        .containsExactly("2026-03-31T06:00Z", "2026-05-31T06:00Z", "2026-07-31T06:00Z");
  }

  @Test
  void theLeapDayComesEveryFourYearsButNotIn2100() {
    assertThat(firings("0 0 29 2 *", "UTC", "2026-01-01T00:00:00Z", 2))
        .containsExactly("2028-02-29T00:00Z", "2032-02-29T00:00Z");
    assertThat(firings("0 0 29 2 *", "UTC", "2097-01-01T00:00:00Z", 1))
        .containsExactly("2104-02-29T00:00Z");
  }

  @Test
  void dayOfMonthOrDayOfWeekAsInUnix() {
    assertThat(firings("0 0 13 * 5", "UTC", "2026-01-01T00:00:00Z", 3))
        .containsExactly("2026-01-02T00:00Z", "2026-01-09T00:00Z", "2026-01-13T00:00Z");
  }

  @Test
  void aMomentBetweenTwoSecondsCountsAsTheMomentThatItIs() {
    assertThat(firings("0 0 * * *", "UTC", "2026-01-01T23:59:59.999Z", 1))
        .containsExactly("2026-01-02T00:00Z");
    assertThat(firings("0 0 * * *", "UTC", "2026-01-02T00:00:00.001Z", 1))
        .containsExactly("2026-01-03T00:00Z");
  }

  @Test
  void aDayThatNeverComesNeverFires() {
    assertThat(firings("0 0 30 2 *", "UTC", "2026-01-01T00:00:00Z", 1)).isEmpty();
  }

  @Test
  void whatCannotBeReadIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UnixCalendars().read("61 0 * * *", "UTC"))
        .withMessageStartingWith("cron '61 0 * * *': ")
        .withMessageContaining("61");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UnixCalendars().read("0 0 * *", "UTC"))
        .withMessageStartingWith("cron '0 0 * *': ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UnixCalendars().read("0 0 * * *", "Mars/Olympus"))
        .withMessageStartingWith("zone 'Mars/Olympus': ");
  }
}
