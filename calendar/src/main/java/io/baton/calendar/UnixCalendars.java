package io.baton.calendar;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.baton.port.Calendars;
import java.time.DateTimeException;
import java.time.ZoneId;

/** Calendars in the form of Unix' crontab, read by cron-utils. */
public final class UnixCalendars implements Calendars {
  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  @Override
  public Calendar read(String cron, String zone) {
    ExecutionTime times = times(cron);
    boolean everyHour = cron.strip().split("\\s+", -1)[1].startsWith("*");
    return new ZonedCalendar(times, everyHour, zone(zone));
  }

  private static ExecutionTime times(String cron) {
    try {
      return ExecutionTime.forCron(PARSER.parse(cron).validate());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("cron '%s': %s".formatted(cron, e.getMessage()), e);
    }
  }

  private static ZoneId zone(String zone) {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("zone '%s': %s".formatted(zone, e.getMessage()), e);
    }
  }
}
