package io.baton.workflow.script;

import io.baton.api.ScheduledStart;
import io.baton.api.StartOn;
import io.baton.model.Schedule;
import io.baton.port.Calendars;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Optional;

/** Reads {@link StartOn} and says what is wrong with it, and where. */
final class StartOnReader {
  private StartOnReader() {}

  /**
   * @throws IllegalArgumentException naming file, class and member
   */
  static Optional<Schedule> read(Class<?> type, String workflow, Method start) {
    StartOn annotation = type.getAnnotation(StartOn.class);
    if (annotation == null) {
      return Optional.empty();
    }
    if (start.getParameterCount() == 1 && start.getParameterTypes()[0] != ScheduledStart.class) {
      throw new IllegalArgumentException(
          "%s: a workflow with @StartOn takes no input, or a ScheduledStart"
              .formatted(Place.of(type, start)));
    }
    checkCalendar(type, annotation);
    return Optional.of(
        new Schedule(
            workflow,
            annotation.cron(),
            annotation.zone(),
            annotation.overlap(),
            annotation.catchUp()));
  }

  private static void checkCalendar(Class<?> type, StartOn annotation) {
    String place =
        "%s: @StartOn(cron = \"%s\", zone = \"%s\")"
            .formatted(Place.of(type), annotation.cron(), annotation.zone());
    Calendars calendars =
        Calendars.find()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        place + ": no calendar in the application, baton-calendar.jar is missing"));
    try {
      // A calendar fires within eight years or never: 29 February leaves out a year such as 2100.
      if (calendars.read(annotation.cron(), annotation.zone()).next(Instant.EPOCH).isEmpty()) {
        throw new IllegalArgumentException("there is no such day");
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
    }
  }
}
