package io.baton.cli.journal;

import io.baton.model.Awaited;
import io.baton.model.Event;
import io.baton.model.RefId;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A case from its first turn to its last, an event a line. */
public final class Timeline {
  private static final String LINE = "%4s  %-12s  %-10s  %-22s  %7s  %s";
  private static final int LONGEST_VALUE = 100;

  private final DateTimeFormatter clock;
  private final List<String> lines = new ArrayList<>();
  private final Map<RefId, String> activities = new HashMap<>();
  private final Map<RefId, String> undos = new HashMap<>();
  private final Map<RefId, Integer> attempts = new HashMap<>();
  private final Map<RefId, Integer> undoAttempts = new HashMap<>();

  private Timeline(ZoneId zone) {
    this.clock = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(zone);
  }

  public static List<String> of(CaseRow row, List<TurnRow> turns, ZoneId zone) {
    Timeline timeline = new Timeline(zone);
    timeline.lines.add(
        "case %s  %s@%d  %s after %s, started by %s"
            .formatted(
                row.id(),
                row.workflow(),
                row.version(),
                row.status(),
                seconds(row.age()),
                row.starter()));
    timeline.lines.add(
        LINE.formatted("turn", "time", "node", "activity", "attempt", "what").stripTrailing());
    turns.forEach(timeline::add);
    return timeline.lines;
  }

  private void add(TurnRow turn) {
    String number = Long.toString(turn.turn());
    String time = clock.format(turn.at());
    String node = turn.node();
    List<Told> all = turn.events().stream().map(this::tell).flatMap(Optional::stream).toList();
    for (Told told : all.isEmpty() ? List.of(Told.of(next(turn))) : all) {
      lines.add(
          LINE.formatted(number, time, node, told.activity, told.attempt, told.what)
              .stripTrailing());
      number = "";
      time = "";
      node = "";
    }
  }

  private static String next(TurnRow turn) {
    return turn.events().stream()
        .filter(Event.RefOpened.class::isInstance)
        .map(event -> ((Event.RefOpened) event).awaited())
        .map(Timeline::name)
        .collect(Collectors.joining(", ", "next: ", ""));
  }

  /** Empty for what need not be told: it follows from another line. */
  private Optional<Told> tell(Event event) {
    if (event instanceof Event.RefOpened opened) {
      activities.put(opened.ref(), name(opened.awaited()));
      attempts.put(opened.ref(), 1);
      return Optional.empty();
    }
    if (event instanceof Event.UndoRegistered registered) {
      undos.put(registered.ref(), registered.undo().value());
      undoAttempts.put(registered.ref(), 1);
      return Optional.empty();
    }
    if (event instanceof Event.UndoStarted started && started.unknown() != null) {
      String why = "outcome unknown, taken back all the same: " + shortened(started.unknown());
      return Optional.of(work(started.ref().effect(), why));
    }
    if (event instanceof Event.UndoStarted || event instanceof Event.ForkDecided) {
      return Optional.empty();
    }
    if (event instanceof Event.SignalTaken taken) {
      return Optional.of(work(taken.ref(), "took signal " + taken.number()));
    }
    if (event instanceof Event.RefCancelled cancelled) {
      return Optional.of(work(cancelled.ref(), "no longer awaited"));
    }
    if (event instanceof Event.AnswerDelayed delayed) {
      return Optional.of(
          request(delayed.ref(), "still at work, waited for until " + delayed.due()));
    }
    if (event instanceof Event.RequestHeld held) {
      return Optional.of(request(held.key(), "held back, " + held.service() + " is down"));
    }
    if (event instanceof Event.RequestReleased released) {
      return Optional.of(request(released.key(), "asked now, waited for until " + released.due()));
    }
    if (event instanceof Event.RefSettled settled) {
      String what =
          settled.failure() == null
              ? "done: " + shortened(String.valueOf(settled.value()))
              : "failed: " + shortened(settled.failure().message());
      return Optional.of(work(settled.ref(), what));
    }
    if (event instanceof Event.AttemptFailed failed) {
      Told told = work(failed.ref(), again(failed.failure().message(), failed.retryInMillis()));
      attempts.merge(failed.ref(), 1, Integer::sum);
      return Optional.of(told);
    }
    if (event instanceof Event.UndoAttemptFailed failed) {
      Told told = undo(failed.ref(), again(failed.failure().message(), failed.retryInMillis()));
      undoAttempts.merge(failed.ref(), 1, Integer::sum);
      return Optional.of(told);
    }
    if (event instanceof Event.UndoDone done) {
      return Optional.of(undo(done.ref(), "undone: " + name(activities, done.ref())));
    }
    if (event instanceof Event.Migrated migrated) {
      migrated.refs().forEach((old, fresh) -> rename(new RefId(old), fresh));
    }
    return Optional.of(Told.of(OfTheCase.tell(event)));
  }

  private void rename(RefId old, RefId fresh) {
    move(activities, old, fresh);
    move(undos, old, fresh);
    move(attempts, old, fresh);
    move(undoAttempts, old, fresh);
  }

  private static <V> void move(Map<RefId, V> told, RefId old, RefId fresh) {
    V value = told.remove(old);
    if (value != null) {
      told.put(fresh, value);
    }
  }

  private static String name(Awaited awaited) {
    return awaited instanceof Awaited.Activity activity
        ? activity.activity().value()
        : shortened(awaited.describe());
  }

  private Told work(RefId ref, String what) {
    return new Told(name(activities, ref), "" + attempts.getOrDefault(ref, 1), what);
  }

  private Told request(RefId key, String what) {
    RefId undo = key.requestedUndo();
    return undo == null ? work(key, what) : undo(undo, what);
  }

  private Told undo(RefId ref, String what) {
    return new Told(name(undos, ref), "" + undoAttempts.getOrDefault(ref, 1), what);
  }

  private static String name(Map<RefId, String> names, RefId ref) {
    return names.getOrDefault(ref, ref.value());
  }

  private static String again(String message, long millis) {
    String next = millis == 0 ? "given up" : "again in " + seconds(Duration.ofMillis(millis));
    return "failed: %s (%s)".formatted(shortened(message), next);
  }

  static String shortened(String text) {
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE - 1) + "…";
  }

  private static String seconds(Duration duration) {
    return "%.2f s".formatted(duration.toMillis() / 1000.0);
  }

  /** What stands in a line. */
  private record Told(String activity, String attempt, String what) {
    static Told of(String what) {
      return new Told("", "", what);
    }
  }
}
