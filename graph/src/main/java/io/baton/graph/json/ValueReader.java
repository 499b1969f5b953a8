package io.baton.graph.json;

import io.baton.graph.model.Duration8601;
import io.baton.graph.model.Expression;
import io.baton.graph.model.Retries;
import io.baton.graph.model.TaskName;
import io.baton.graph.model.UndoCall;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what nodes are described with. */
final class ValueReader {
  /** Longer ones leave the calendar when they are added to a moment. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private static final Duration LONGEST_DELAY = Duration.ofDays(30);

  private static final Duration8601 NOTHING = new Duration8601("PT0S");

  private final List<Problem> problems = new ArrayList<>();

  List<Problem> problems() {
    return problems;
  }

  private void wrong(Place place, String text) {
    problems.add(new Problem(place.pointer(), text));
  }

  <T> T made(Place place, Function<String, T> maker, T otherwise) {
    try {
      return maker.apply(place.text());
    } catch (IllegalArgumentException e) {
      wrong(place, e.getMessage() + ".");
      return otherwise;
    }
  }

  static <E extends Enum<E>> E choice(Place place, E otherwise, E[] all) {
    for (E one : all) {
      if (one.name().equals(place.text())) {
        return one;
      }
    }
    return otherwise;
  }

  static @Nullable Expression expression(Place place) {
    return place.isThere() ? new Expression(place.text()) : null;
  }

  @Nullable Duration8601 duration(Place place) {
    if (!place.isThere()) {
      return null;
    }
    Duration8601 duration = made(place, Duration8601::new, NOTHING);
    if (duration.value().compareTo(LONGEST) > 0) {
      wrong(place, "%s is longer than the limit, 36,500 days.".formatted(duration.text()));
    }
    return duration;
  }

  @Nullable Duration8601 timeout(Place place) {
    Duration8601 timeout = duration(place);
    if (timeout != null && timeout.value().isZero()) {
      wrong(place, "A time-out of no time leaves nothing to wait for.");
    }
    return timeout;
  }

  @Nullable Retries retries(Place retry) {
    if (!retry.isThere()) {
      return null;
    }
    Retries retries =
        new Retries(
            retry.member("attempts").integerOrNull(),
            duration(retry.member("delay")),
            retry.member("factor").numberOrNull(),
            duration(retry.member("maxDelay")),
            retry.member("jitter").numberOrNull(),
            retry.member("then").isThere()
                ? choice(retry.member("then"), Retries.Then.FAIL, Retries.Then.values())
                : null);
    checkDelay(retry.member("delay"), retries.delay());
    checkDelay(retry.member("maxDelay"), retries.maxDelay());
    if (retries.delay() != null
        && retries.maxDelay() != null
        && retries.maxDelay().value().compareTo(retries.delay().value()) < 0) {
      wrong(retry.member("maxDelay"), "'maxDelay' is shorter than 'delay'.");
    }
    return retries;
  }

  private void checkDelay(Place place, @Nullable Duration8601 delay) {
    if (delay != null && delay.value().compareTo(LONGEST_DELAY) > 0) {
      wrong(place, "%s is longer than the limit, 30 days.".formatted(delay.text()));
    }
  }

  /** A moment or a duration as text, unless an expression is to give it. */
  void time(Place place) {
    String text = place.text();
    if (!place.isThere() || text.contains("${")) {
      return;
    }
    if (place.pointer().endsWith("/duration")) {
      duration(place);
      return;
    }
    try {
      Instant.parse(text);
    } catch (DateTimeParseException e) {
      wrong(
          place,
          "'%s' is neither an expression nor a moment such as 2030-01-31T09:00:00Z."
              .formatted(text));
    }
  }

  TaskName task(Place call) {
    TaskName task =
        new TaskName(
            call.member("service").text(),
            call.member("function").text(),
            call.member("destination").textOrNull(),
            call.member("group").textOrNull());
    int length = task.activity().length();
    if (length > TaskName.MAX) {
      wrong(
          call.member("function"),
          "'service' and 'function' have %d characters together, with a dot between them; the limit is %d."
              .formatted(length, TaskName.MAX));
    }
    return task;
  }

  UndoCall undo(Place call) {
    if (call.json().isTextual()) {
      return new UndoCall(call.text(), null, null, null);
    }
    Retries retries = retries(call.member("retry"));
    if (call.member("activity").isThere()) {
      Place args = call.member("args");
      return new UndoCall(
          call.member("activity").text(),
          null,
          args.isThere() ? GraphReader.templates(args) : null,
          retries);
    }
    var data = GraphReader.template(call.member("data"));
    return new UndoCall(null, task(call), data == null ? null : List.of(data), retries);
  }
}
