package io.baton.calendar;

import com.cronutils.model.time.ExecutionTime;
import io.baton.port.Calendars.Calendar;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A calendar in a time zone, which is a sequence of stretches with one offset each. cron-utils is
 * asked about the clock on the wall only: of an hour that comes twice it gives another answer
 * depending on where in the hour it is asked, and what falls into an hour that is left out it
 * leaves out. Here, as with Unix' cron, no day of a daily job is lost and none has two.
 */
final class ZonedCalendar implements Calendar {
  private final ExecutionTime wall;
  private final boolean everyHour;
  private final ZoneRules rules;

  /**
   * @param everyHour fires in both of an hour that comes twice; otherwise in the first one only
   */
  ZonedCalendar(ExecutionTime wall, boolean everyHour, ZoneId zone) {
    this.wall = wall;
    this.everyHour = everyHour;
    this.rules = zone.getRules();
  }

  @Override
  public Optional<Instant> next(Instant moment) {
    ZoneOffsetTransition change = rules.nextTransition(moment);
    ZoneOffset offset = rules.getOffset(moment);
    LocalDateTime after = LocalDateTime.ofEpochSecond(moment.getEpochSecond(), 0, offset);
    ZoneOffsetTransition before = rules.previousTransition(moment.plusNanos(1));
    if (before != null && after.isBefore(beginning(before))) {
      after = beginning(before);
    }
    while (true) {
      LocalDateTime firing = onTheWall(after);
      if (firing == null || change == null || firing.isBefore(change.getDateTimeBefore())) {
        ZoneOffset there = offset;
        return Optional.ofNullable(firing).map(local -> local.toInstant(there));
      }
      if (firing.isBefore(change.getDateTimeAfter())) { // It falls into an hour that is left out.
        return Optional.of(change.getInstant());
      }
      after = beginning(change);
      offset = change.getOffsetAfter();
      change = rules.nextTransition(change.getInstant());
    }
  }

  /** A second before the first time that counts in the stretch after a change. */
  private LocalDateTime beginning(ZoneOffsetTransition change) {
    boolean second = change.isOverlap() && !everyHour;
    return (second ? change.getDateTimeBefore() : change.getDateTimeAfter()).minusSeconds(1);
  }

  private @Nullable LocalDateTime onTheWall(LocalDateTime after) {
    return wall.nextExecution(after.atZone(ZoneOffset.UTC))
        .map(ZonedDateTime::toLocalDateTime)
        .orElse(null);
  }
}
