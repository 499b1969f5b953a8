package io.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.model.ActivityName;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.Command.ExecuteActivity;
import io.baton.model.Command.ExecuteUndo;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.Event;
import io.baton.model.Event.CaseStarted;
import io.baton.model.Event.RefOpened;
import io.baton.model.Event.RefSettled;
import io.baton.model.Event.UndoRegistered;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.Origin;
import io.baton.model.Payload;
import io.baton.model.RefId;
import io.baton.model.Turn;
import io.baton.port.Activities.Outcome;
import io.baton.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Given events, when a command, then events and effects. */
final class Trial {
  static final java.time.Instant AT = java.time.Instant.parse("2026-03-01T12:00:00Z");
  static final CaseId ID = new CaseId("t-1");
  static final RefId ONE = new RefId("1");
  static final RefId TWO = new RefId("2");
  static final Outcome DONE = new Outcome.Done(value("done"));

  final Plans plans = new Plans();
  private final List<Turn> journal = new ArrayList<>();
  private @Nullable Case now;
  private @Nullable Verdict verdict;

  Trial() {
    turn(new CaseStarted(Plans.TRIP, Payload.NULL, "alice", null));
  }

  /** One more turn of the journal with these events. */
  Trial turn(Event... events) {
    journal.add(
        new Turn(journal.size(), new CommandId("given " + journal.size()), AT, List.of(events)));
    return this;
  }

  static Event opened(RefId ref, ActivityName activity) {
    return new RefOpened(ref, activity, List.of());
  }

  static Event settled(RefId ref) {
    return new RefSettled(ref, value("done"), null);
  }

  static Event undo(RefId ref, ActivityName undo) {
    return new UndoRegistered(ref, undo, List.of());
  }

  static Payload value(String text) {
    return Json.payload(text);
  }

  static Failure broken(String why) {
    return new Failure(Category.TECHNICAL, "Broken", why);
  }

  static Failure no(String why) {
    return new Failure(Category.BUSINESS, "No", why);
  }

  static Outcome failed(String why) {
    return new Outcome.Failed(broken(why), true);
  }

  long lastTurn() {
    return journal.size() - 1;
  }

  ExecuteActivity execute(RefId ref, ActivityName activity, int attempt) {
    return execute(ref, activity, attempt, lastTurn());
  }

  ExecuteActivity execute(RefId ref, ActivityName activity, int attempt, long bornAt) {
    return new ExecuteActivity(
        ID, ref, activity, attempt, List.of(), new Origin(Plans.TRIP, "alice", bornAt));
  }

  ExecuteUndo executeUndo(RefId ref, ActivityName activity, int attempt) {
    return executeUndo(ref, activity, attempt, lastTurn());
  }

  ExecuteUndo executeUndo(RefId ref, ActivityName activity, int attempt, long bornAt) {
    return new ExecuteUndo(
        ID, ref, activity, attempt, List.of(), new Origin(Plans.TRIP, "alice", bornAt));
  }

  Trial when(Command command) {
    return when(command, null);
  }

  Trial when(Command command, @Nullable Outcome outcome) {
    now = Case.replay(ID, journal);
    verdict = new Decider(plans, plans).decide(now, command, outcome, AT);
    return this;
  }

  /** Whether a look without the lock is enough to drop this. */
  boolean isStaleAtFirstSight(Command.Work work) {
    return Decider.isStale(Case.replay(ID, journal), work);
  }

  /** The turn's events, which take the case from the journal to where it stands now. */
  Trial then(Event... events) {
    Verdict.Advance advance = advance();
    assertThat(advance.turn().events()).containsExactly(events);
    assertThat(advance.turn().number()).isEqualTo(journal.size());
    List<Turn> longer = new ArrayList<>(journal);
    longer.add(advance.turn());
    assertThat(Case.replay(ID, longer))
        .as("the case as its journal tells it")
        .usingRecursiveComparison()
        .isEqualTo(now);
    return this;
  }

  private Verdict.Advance advance() {
    assertThat(verdict).isInstanceOf(Verdict.Advance.class);
    return (Verdict.Advance) verdict;
  }

  Trial sends(Command... commands) {
    assertThat(sent()).extracting(Effect.Send::command).containsExactly(commands);
    return this;
  }

  Trial sendsAfter(Duration delay, Command command) {
    assertThat(sent()).containsExactly(new Effect.Send(command, delay));
    return this;
  }

  private List<Effect.Send> sent() {
    return advance().effects().stream()
        .filter(Effect.Send.class::isInstance)
        .map(Effect.Send.class::cast)
        .toList();
  }

  Trial raises(String code, String text) {
    assertThat(advance().effects())
        .filteredOn(Effect.Raise.class::isInstance)
        .singleElement()
        .extracting(effect -> ((Effect.Raise) effect).incident())
        .returns(code, incident -> incident.code())
        .returns(ID, incident -> incident.caseId())
        .satisfies(incident -> assertThat(incident.reason()).contains(text));
    return this;
  }

  Verdict verdict() {
    return Objects.requireNonNull(verdict);
  }

  void isStale() {
    assertThat(verdict).isInstanceOf(Verdict.Stale.class);
  }

  void isNotYet() {
    assertThat(verdict).isInstanceOf(Verdict.NotYet.class);
  }
}
