package io.baton.engine;

import io.baton.api.StartOn.CatchUp;
import io.baton.port.Calendars.Calendar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Which of the firings that nothing has been done about start a case. */
final class Firings {
  /** Older than this, a firing was missed: nobody was there for it. */
  static final Duration ON_TIME = Duration.ofMinutes(1);

  static final int MOST = 100;

  private Firings() {}

  /**
   * The oldest first.
   *
   * @param since the first firing in question
   */
  static List<Instant> of(Calendar calendar, Instant since, Instant now, CatchUp catchUp) {
    List<Instant> all = newest(calendar, since, now);
    List<Instant> onTime =
        all.stream().filter(firing -> !firing.isBefore(now.minus(ON_TIME))).toList();
    return switch (catchUp) {
      case NONE -> onTime;
      case ONE -> onTime.isEmpty() ? all.subList(all.size() - 1, all.size()) : onTime;
      case ALL -> all;
    };
  }

  /**
   * The newest firings up to now, at most {@value #MOST}. Looked for in a span that doubles: after
   * a year's rest a calendar that fires every minute has half a million of them.
   */
  private static List<Instant> newest(Calendar calendar, Instant since, Instant now) {
    for (Duration span = Duration.ofHours(2); ; span = span.multipliedBy(2)) {
      Instant from = now.minus(span);
      boolean whole = !from.isAfter(since);
      Deque<Instant> found = new ArrayDeque<>(between(calendar, whole ? since : from, now));
      if (whole && found.isEmpty()) {
        found.add(since); // The calendar has changed since: what was promised is kept.
      }
      while (found.size() > MOST) {
        found.removeFirst();
        whole = true;
      }
      if (whole) {
        return new ArrayList<>(found);
      }
    }
  }

  private static List<Instant> between(Calendar calendar, Instant from, Instant now) {
    List<Instant> found = new ArrayList<>();
    Optional<Instant> next = calendar.next(from.minusMillis(1));
    while (next.isPresent() && !next.get().isAfter(now)) {
      found.add(next.get());
      next = calendar.next(next.get());
    }
    return found;
  }
}
