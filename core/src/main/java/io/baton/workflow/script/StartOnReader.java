package io.baton.workflow.script;

import io.baton.api.ScheduledStart;
import io.baton.api.StartOn;
import io.baton.model.Schedule;
import io.baton.port.Calendars;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads {@link StartOn} and says what is wrong with it, and where. */
final class StartOnReader {
  private StartOnReader() {}

  /**
   * @throws IllegalArgumentException naming file, class and member
   */
  static Optional<Schedule> read(Class<?> type, String workflow, Method start) {
    List<StartOn> calendars = new ArrayList<>();
    for (StartOn annotation : type.getAnnotationsByType(StartOn.class)) {
      if (annotation.cron().isEmpty() == annotation.kafka().isEmpty()) {
        throw new IllegalArgumentException(
            "%s: @StartOn needs either cron or kafka".formatted(Place.of(type)));
      }
      if (!annotation.cron().isEmpty()) {
        calendars.add(annotation);
      }
    }
    if (calendars.isEmpty()) {
      return Optional.empty();
    }
    if (calendars.size() > 1) {
      throw new IllegalArgumentException(
          "%s: only one @StartOn has a cron".formatted(Place.of(type)));
    }
    StartOn annotation = calendars.get(0);
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

  /**
   * The topics whose records start cases.
   *
   * @throws IllegalArgumentException naming file, class and member
   */
  static SortedSet<String> topics(Class<?> type) {
    SortedSet<String> topics = new TreeSet<>();
    for (StartOn annotation : type.getAnnotationsByType(StartOn.class)) {
      String topic = annotation.kafka();
      if (topic.isEmpty()) {
        continue;
      }
      if (!topic.matches("[A-Za-z0-9._-]{1,249}") || !topics.add(topic)) {
        throw new IllegalArgumentException(
            "%s: @StartOn(kafka = \"%s\"): this is no name of a topic, or it is there twice"
                .formatted(Place.of(type), topic));
      }
    }
    return topics;
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
