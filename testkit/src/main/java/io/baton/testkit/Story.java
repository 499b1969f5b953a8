package io.baton.testkit;

import io.baton.model.Awaited;
import io.baton.model.Case;
import io.baton.model.Event;
import io.baton.model.Ref;
import io.baton.model.RefId;
import io.baton.model.Turn;
import io.baton.model.Undo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What happened to a case, told to whoever reads a failed test. */
final class Story {
  private static final int LONGEST = 160;

  private final Map<RefId, String> names = new HashMap<>();
  private final Map<RefId, String> undos = new HashMap<>();
  private final List<String> lines = new ArrayList<>();

  private Story() {}

  /** A line for each event that a person would tell; times are since the start of the case. */
  static List<String> of(List<Turn> journal) {
    Story story = new Story();
    Instant start = journal.get(0).at();
    for (Turn turn : journal) {
      String when =
          "%3d  +%-8s  ".formatted(turn.number(), brief(Duration.between(start, turn.at())));
      for (Event event : turn.events()) {
        String told = story.tell(event);
        if (!told.isEmpty()) {
          story.lines.add(when + shortened(told));
          when = " ".repeat(when.length());
        }
      }
    }
    return story.lines;
  }

  private String tell(Event event) {
    if (event instanceof Event.CaseStarted e) {
      return "started with " + e.input();
    } else if (event instanceof Event.RefOpened e) {
      names.put(e.ref(), name(e.awaited()));
      return (e.awaited() instanceof Awaited.Activity ? "calls " : "awaits ")
          + e.awaited().describe()
          + (e.due() == null ? "" : " until " + e.due());
    } else if (event instanceof Event.RefSettled e) {
      return name(e.ref())
          + (e.failure() == null ? " gave " + e.value() : " failed: " + e.failure());
    } else if (event instanceof Event.SignalTaken e) {
      return name(e.ref()) + " is taken";
    } else if (event instanceof Event.SignalReceived e) {
      return "signal " + e.signal() + " came with " + e.value();
    } else if (event instanceof Event.AttemptFailed e) {
      return attempt(name(e.ref()), e.attempt(), e.failure().toString(), e.retryInMillis());
    } else if (event instanceof Event.UndoAttemptFailed e) {
      return attempt(undo(e.ref()), e.attempt(), e.failure().toString(), e.retryInMillis());
    } else if (event instanceof Event.UndoRegistered e) {
      undos.put(e.ref(), e.undo().equals(Undo.CHILD) ? "undo of the child" : e.undo().value());
      return "";
    } else if (event instanceof Event.UndoDone e) {
      return undo(e.ref()) + " is done: " + name(e.ref()) + " is undone";
    } else if (event instanceof Event.RefCancelled e) {
      return name(e.ref()) + " is cancelled";
    } else if (event instanceof Event.OutputSent e) {
      return "output to " + e.topic() + ": " + e.value();
    } else if (event instanceof Event.CancelRequested e) {
      return "is asked to stop: " + e.reason();
    } else if (event instanceof Event.CompensationStarted e) {
      return "undoes what it did, because " + e.reason();
    } else if (event instanceof Event.CaseParked e) {
      return "PARKED: " + e.reason();
    } else if (event instanceof Event.CaseResumed) {
      return "goes on, by hand";
    } else if (event instanceof Event.CaseContinued e) {
      return "goes on as a new run with " + e.input();
    } else if (event instanceof Event.Migrated e) {
      return "goes on as " + e.to();
    } else if (event instanceof Event.WishRefused e) {
      return "refused: " + e.wish() + ": " + e.reason();
    } else if (event instanceof Event.CaseEnded e) {
      return e.status() + (e.result() == null ? "" : ": " + e.result());
    }
    return "";
  }

  private static String attempt(String what, int attempt, String why, long millis) {
    String next = millis == 0 ? "given up" : "again in " + brief(Duration.ofMillis(millis));
    return "%s failed, attempt %d: %s (%s)".formatted(what, attempt, why, next);
  }

  private String name(RefId ref) {
    return names.getOrDefault(ref, "ref " + ref);
  }

  private String undo(RefId ref) {
    return undos.getOrDefault(ref, "undo of ref " + ref);
  }

  private static String name(Awaited awaited) {
    return awaited instanceof Awaited.Activity a ? a.activity().value() : awaited.describe();
  }

  /** What the case waits for, a line each. */
  static List<String> waits(Case now) {
    List<String> lines = new ArrayList<>();
    for (Ref ref : now.openRefs()) {
      String until = ref.due() == null ? "" : " until " + ref.due();
      lines.add("%s (ref %s)%s".formatted(ref.awaited().describe(), ref.id(), until));
    }
    now.undos().stream()
        .filter(undo -> undo.state() == Undo.State.RUNNING)
        .forEach(undo -> lines.add("undo " + undo.activity() + " (ref " + undo.ref() + ")"));
    return lines;
  }

  private static String brief(Duration time) {
    return time.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
