package io.baton.engine;

import static io.baton.engine.Trial.AT;
import static io.baton.engine.Trial.DONE;
import static io.baton.engine.Trial.ID;
import static io.baton.engine.Trial.ONE;
import static io.baton.engine.Trial.TWO;
import static io.baton.engine.Trial.failed;
import static io.baton.engine.Trial.opened;
import static io.baton.engine.Trial.settled;
import static io.baton.engine.Trial.undo;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.MigrationPage;
import io.baton.api.MigrationPage.Fate;
import io.baton.api.MigrationPage.MigratingCase;
import io.baton.api.MigrationPlan;
import io.baton.model.Awaited;
import io.baton.model.Case;
import io.baton.model.Command;
import io.baton.model.Command.Migrate;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.Event;
import io.baton.model.Event.Migrated;
import io.baton.model.Payload;
import io.baton.model.RefId;
import io.baton.model.Turn;
import io.baton.port.CaseCatalog.Found;
import io.baton.workflow.Decision;
import io.baton.workflow.Migration;
import io.baton.workflow.Program;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MigrationTest {
  private static final RefId AUTO = new RefId("auto");

  private static Migrate migrate(Map<String, String> nodes) {
    return new Migrate(ID, new CommandId("m"), Plans.TRIP, Plans.NEXT_TRIP, nodes);
  }

  private static Migrated migrated(Map<String, RefId> refs) {
    return new Migrated(Plans.TRIP, Plans.NEXT_TRIP, refs);
  }

  /** Calls the first step {@code auto}; waits when it has no answer, and completes when it has. */
  private record Renamed() implements Program {
    @Override
    public Decision decide(Case now) {
      boolean done = now.ref(AUTO).filter(ref -> !ref.pending()).isPresent();
      return done
          ? new Decision.Complete(List.of(), Payload.NULL)
          : new Decision.Continue(List.of());
    }

    @Override
    public Migration takeOver(Case now, Program older, Map<String, String> nodes) {
      return new Migration.Possible(Map.of(ONE, AUTO));
    }
  }

  private static Trial renaming() {
    Trial trial = new Trial();
    trial.plans.program(new Renamed());
    return trial;
  }

  @Test
  void the_next_version_is_asked_at_once_what_comes_next() {
    new Trial()
        .turn(opened(ONE, Plans.CAR), settled(ONE))
        .when(migrate(Map.of()))
        .then(migrated(Map.of()), opened(TWO, Plans.HOTEL));
  }

  @Test
  void a_program_that_refuses_leaves_the_case_as_it_is() {
    new Trial()
        .turn(opened(ONE, Plans.CAR))
        .when(migrate(Map.of("9", "auto")))
        .then(
            new Event.WishRefused("migration to trip@2", "case is RUNNING: there is no {9=auto}"));
  }

  @Test
  void a_case_that_is_on_that_version_already_has_no_use_for_the_command() {
    new Trial()
        .turn(opened(ONE, Plans.CAR))
        .turn(migrated(Map.of()))
        .when(migrate(Map.of()))
        .isStale();
  }

  @Test
  void work_under_way_ends_under_the_id_that_it_was_begun_with() {
    Trial trial = renaming().turn(opened(ONE, Plans.CAR)).turn(migrated(Map.of("1", AUTO)));
    trial
        .when(trial.execute(ONE, Plans.CAR, 1, 1), DONE)
        .then(
            new Event.RefSettled(AUTO, Trial.value("done"), null),
            undo(AUTO, Plans.UNDO_CAR),
            new Event.CaseEnded(io.baton.api.CaseStatus.COMPLETED, Payload.NULL, null));
  }

  @Test
  void the_next_attempt_has_the_new_id() {
    Trial trial = renaming().turn(opened(ONE, Plans.CAR)).turn(migrated(Map.of("1", AUTO)));
    trial.when(trial.execute(ONE, Plans.CAR, 1, 1), failed("full"));
    Verdict.Advance advance = (Verdict.Advance) trial.verdict();
    assertThat(advance.effects())
        .filteredOn(Effect.Send.class::isInstance)
        .extracting(effect -> ((Effect.Send) effect).command().id().value())
        .containsExactly("auto#2");
  }

  @Test
  void timers_are_set_by_the_new_ids() {
    Trial trial = renaming().turn(new Event.RefOpened(ONE, new Awaited.Timer(AT, null), AT));
    trial.when(migrate(Map.of()));
    assertThat(((Verdict.Advance) trial.verdict()).effects())
        .containsExactly(new Effect.ClearTimer(ID, ONE), new Effect.SetTimer(ID, AUTO, AT));
  }

  @Test
  void a_timer_that_fired_before_is_heard_under_its_old_id() {
    Trial trial =
        renaming()
            .turn(new Event.RefOpened(ONE, new Awaited.Timer(AT, null), AT))
            .turn(migrated(Map.of("1", AUTO)));
    trial
        .when(new Command.FireTimer(ID, ONE, AT))
        .then(
            new Event.RefSettled(AUTO, Payload.NULL, null),
            new Event.CaseEnded(io.baton.api.CaseStatus.COMPLETED, Payload.NULL, null));
  }

  @Test
  void undos_are_found_by_their_old_ids() {
    Trial trial =
        renaming()
            .turn(opened(ONE, Plans.CAR), settled(ONE), undo(ONE, Plans.UNDO_CAR))
            .turn(migrated(Map.of("1", AUTO)))
            .turn(new Event.CompensationStarted(Trial.no("full")), new Event.UndoStarted(AUTO));
    trial
        .when(trial.executeUndo(ONE, Plans.UNDO_CAR, 1, 1), DONE)
        .then(
            new Event.UndoDone(AUTO),
            new Event.CaseEnded(io.baton.api.CaseStatus.COMPENSATED, null, Trial.no("full")));
  }

  @Test
  void an_id_that_was_in_use_is_not_given_again() {
    renaming()
        .turn(opened(ONE, Plans.CAR), opened(AUTO, Plans.HOTEL))
        .when(migrate(Map.of()))
        .then(
            new Event.WishRefused(
                "migration to trip@2",
                "case is RUNNING: ref 1 would be called auto, and the case has had another one of that name"));
  }

  @Test
  void a_snapshot_remembers_the_old_ids() {
    Case now =
        Case.replay(
            ID,
            List.of(
                new Turn(
                    0,
                    new CommandId("create"),
                    AT,
                    List.of(
                        new Event.CaseStarted(Plans.TRIP, Payload.NULL, "ann", null),
                        opened(ONE, Plans.CAR),
                        migrated(Map.of("1", AUTO))))));
    Case restored = Case.restore(ID, now.snapshot(), List.of());
    assertThat(restored.ref(ONE)).isEqualTo(now.ref(AUTO)).isPresent();
    assertThat(restored.formerIds()).containsExactly(ONE);
    assertThat(restored.snapshot()).isEqualTo(now.snapshot());
  }

  // For many cases

  private final Memory memory = new Memory();
  private final TrialCatalog catalog = new TrialCatalog();
  private final Migrations migrations = new Migrations(memory.kernel());
  private final MigrationPlan plan = new MigrationPlan("trip", 1, 2, Map.of("1", "auto"));

  private void has(Event... events) {
    memory.catalog = catalog;
    Event start = new Event.CaseStarted(Plans.TRIP, Payload.NULL, "ann", null);
    memory.has(
        ID,
        new Turn(0, new CommandId("create"), AT, List.of(start)),
        new Turn(1, new CommandId("x"), AT, List.of(events)));
    catalog.cases.add(new Found(ID, Plans.TRIP, io.baton.api.CaseStatus.RUNNING, null, AT, null));
  }

  @Test
  void a_dry_run_tells_what_would_happen_and_changes_nothing() {
    has(opened(ONE, Plans.CAR));
    memory.plans.program(new Renamed());
    MigrationPage page = migrations.preview(plan);
    assertThat(page.more()).isFalse();
    assertThat(page.cases())
        .containsExactly(new MigratingCase("t-1", Fate.MIGRATES, "renames {1=auto}"));
    assertThat(memory.journals.get(ID)).hasSize(2);
    assertThat(memory.sent).isEmpty();
  }

  @Test
  void a_dry_run_tells_why_a_case_would_stay() {
    has(opened(TWO, Plans.CAR));
    assertThat(migrations.preview(plan).cases())
        .containsExactly(
            new MigratingCase("t-1", Fate.STAYS, "case is RUNNING: there is no {1=auto}"));
  }

  @Test
  void each_case_is_told_by_a_command_of_its_own_and_the_same_wish_is_the_same_command() {
    has(opened(ONE, Plans.CAR));
    migrations.tell(plan, "r");
    migrations.tell(plan, "r");
    assertThat(memory.sent)
        .extracting(Effect.Send::command)
        .containsExactly(command("r"), command("r"));
  }

  private static Migrate command(String request) {
    return new Migrate(
        ID, new CommandId("migrate " + request), Plans.TRIP, Plans.NEXT_TRIP, Map.of("1", "auto"));
  }
}
