package io.baton.engine;

import io.baton.api.CaseStatus;
import io.baton.model.ActivityName;
import io.baton.model.Awaited;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Event;
import io.baton.model.Payload;
import io.baton.model.Ref;
import io.baton.model.Turn;
import io.baton.model.Undo;
import io.baton.port.Definitions;
import io.baton.workflow.Decision;
import io.baton.workflow.Program;
import java.util.List;
import java.util.Optional;

/**
 * Tells whether journals that other code has written fit the code at hand: what would park a case
 * is found before it does. Nothing is done, nothing is sent.
 */
public final class JournalCheck {
  private final Definitions code;

  public JournalCheck(Definitions code) {
    this.code = code;
  }

  /**
   * Why the case would be parked, were it to go on with this code.
   *
   * @param turn the newest turn of the moment that does not fit
   */
  public record Obstacle(long turn, String text) {}

  /** Looks at the case as it stands. */
  public Optional<Obstacle> now(Case now) {
    return unknown(now).or(() -> wouldPark(now)).map(text -> new Obstacle(now.turn(), text));
  }

  /**
   * Looks at every moment of the case, from its first turn on, and at what it ended with.
   *
   * @throws IllegalStateException when the journal has a gap or does not begin with the start
   */
  public Optional<Obstacle> everyTurn(CaseId id, List<Turn> journal) {
    Case now = Case.replay(id, journal.subList(0, Math.min(1, journal.size())));
    for (Turn turn : journal.subList(1, journal.size())) {
      if (turn.number() != now.turn() + 1) {
        throw new IllegalStateException(
            "turn %d where %d belongs".formatted(turn.number(), now.turn() + 1));
      }
      Optional<Obstacle> found = now(now).or(() -> lastWord(now, turn));
      if (found.isPresent()) {
        return found;
      }
    }
    return now(now);
  }

  /**
   * Takes the case through the turn. A workflow's last word and the answer that led to it are one
   * turn, so it is asked for it in between.
   */
  private Optional<Obstacle> lastWord(Case now, Turn turn) {
    now.beginTurn(turn.command(), turn.at());
    List<Event> events = turn.events();
    int last = lastWordAt(events);
    events.subList(0, last).forEach(now::apply);
    Optional<Obstacle> found =
        last == events.size() || now.status() != CaseStatus.RUNNING
            ? Optional.empty()
            : lastWord(now, events).map(text -> new Obstacle(turn.number(), text));
    events.subList(last, events.size()).forEach(now::apply);
    return found;
  }

  /**
   * Where the workflow's run ends, without what only follows from that; the size when it goes on.
   */
  private static int lastWordAt(List<Event> events) {
    int end = 0;
    while (end < events.size() && !endsRun(events.get(end))) {
      end++;
    }
    if (end == events.size()) {
      return end;
    }
    while (end > 0 && followsFromTheEnd(events, end - 1)) {
      end--;
    }
    return end;
  }

  private static boolean followsFromTheEnd(List<Event> events, int at) {
    if (events.get(at) instanceof Event.RefCancelled cancelled) {
      return cancelled.branch() == null;
    }
    return at > 0
        && events.get(at) instanceof Event.UndoDropped
        && events.get(at - 1) instanceof Event.RefCancelled
        && followsFromTheEnd(events, at - 1);
  }

  private static boolean endsRun(Event event) {
    return event instanceof Event.CaseEnded
        || event instanceof Event.CompensationStarted
        || event instanceof Event.CaseContinued;
  }

  private Optional<String> lastWord(Case now, List<Event> events) {
    Event newest = events.get(events.size() - 1);
    return newest instanceof Event.CaseEnded ended && ended.result() != null
        ? otherResult(now, ended.result())
        : wouldPark(now);
  }

  private Optional<String> otherResult(Case now, Payload result) {
    Optional<Program> program = code.program(now.workflow());
    if (program.isEmpty()) {
      return unknown(now);
    }
    Decision decision = program.get().decide(now);
    if (decision instanceof Decision.Park park) {
      return Optional.of(park.reason().toString());
    }
    if (decision instanceof Decision.Complete complete) {
      return complete.result().sameAs(result)
          ? Optional.empty()
          : Optional.of("the result would be %s, it was %s".formatted(complete.result(), result));
    }
    return Optional.of("the case had completed; with this code it would not have yet");
  }

  private Optional<String> wouldPark(Case now) {
    boolean asked = now.status() == CaseStatus.RUNNING || isParkedByItsCode(now);
    if (!asked) {
      return Optional.empty();
    }
    return code.program(now.workflow())
        .map(program -> program.decide(now))
        .filter(Decision.Park.class::isInstance)
        .map(decision -> ((Decision.Park) decision).reason().toString());
  }

  /** Retried, it asks the new code: perhaps that is what the new code is for. */
  private static boolean isParkedByItsCode(Case now) {
    return now.status() == CaseStatus.PARKED && now.stoppedAt() == null && !now.isCompensating();
  }

  /** What the case needs and this code does not have. */
  private Optional<String> unknown(Case now) {
    if (now.status().isEnd()) {
      return Optional.empty();
    }
    if (code.program(now.workflow()).isEmpty()) {
      return Optional.of("there is no workflow " + now.workflow());
    }
    for (Ref ref : now.openRefs()) {
      if (ref.awaited() instanceof Awaited.Activity activity && isMissing(activity.activity())) {
        return Optional.of(
            "there is no activity %s, which ref %s awaits"
                .formatted(activity.activity(), ref.id()));
      }
    }
    for (Undo undo : now.undos()) {
      if (!undo.done() && isMissing(undo.activity())) {
        return Optional.of(
            "there is no activity %s, which would undo ref %s"
                .formatted(undo.activity(), undo.ref()));
      }
    }
    return Optional.empty();
  }

  private boolean isMissing(ActivityName name) {
    return !name.equals(Undo.CHILD) && code.activity(name).isEmpty();
  }
}
