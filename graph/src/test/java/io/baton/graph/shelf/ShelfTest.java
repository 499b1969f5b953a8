package io.baton.graph.shelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.DeploymentRefusedException;
import io.baton.api.DeploymentRefusedException.Problem;
import io.baton.graph.model.Graph;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.CommandId;
import io.baton.model.Definition;
import io.baton.model.Event;
import io.baton.model.Payload;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import io.baton.persistence.fleeting.FleetingCaseStore;
import io.baton.port.DefinitionStore;
import io.baton.port.Definitions;
import io.baton.port.TrialTransactions;
import io.baton.workflow.Decision;
import io.baton.workflow.Program;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ShelfTest {
  private static final WorkflowId TRIP_2 = new WorkflowId("trip", 2);
  private static final WorkflowId TRIP_3 = new WorkflowId("trip", 3);

  private final TrialTransactions transactions = new TrialTransactions();
  private final FleetingCaseStore store = new FleetingCaseStore(transactions);
  private final Counting kept = new Counting(store.definitions());
  private long nanos;
  private final Shelf here = node(Code.of(TRIP_2));
  private final Shelf there = node(Code.of(TRIP_2));

  private Shelf node(Definitions application) {
    return new Shelf(application, kept, transactions, new StubReader(), Followed::new, () -> nanos);
  }

  private static String graph(String name, String version, String description) {
    return "{\"name\":\"%s\",\"version\":\"%s\",\"description\":\"%s\"}"
        .formatted(name, version, description);
  }

  private void deploy(String version) {
    here.deploy(graph("trip", version, ""), "ann");
  }

  private void aSecondPasses() {
    nanos += Duration.ofSeconds(1).toNanos();
  }

  @Test
  void a_graph_stands_beside_the_applications_own_versions() {
    deploy("3");
    assertThat(here.versions("trip")).containsExactly(2, 3);
    assertThat(here.workflows()).containsExactly("trip");
    assertThat(here.program(TRIP_2)).contains(Code.PROGRAM);
    assertThat(here.program(TRIP_3))
        .get(InstanceOfAssertFactories.type(Followed.class))
        .extracting(followed -> followed.graph().version().text())
        .isEqualTo("3");
  }

  @Test
  void versions_are_ordered_by_number() {
    deploy("9");
    deploy("10");
    deploy("v0.9.0");
    deploy("v0.10.0");
    assertThat(here.versions("trip")).containsExactly(2, 9, 10, 9_000, 10_000);
  }

  @Test
  void the_same_content_again_is_there_already_however_it_is_written() {
    assertThat(here.deploy(graph("trip", "3", "a"), "ann").fresh()).isTrue();
    String spaced = graph("trip", "3", "a").replace(",", " ,\n ");
    assertThat(here.deploy(spaced, "bob").fresh()).isFalse();
    assertThat(there.deploy(spaced, "bob").fresh()).isFalse();
    assertThat(here.deployed()).extracting(Definition::deployedBy).containsExactly("ann");
  }

  @Test
  @DisplayName("A2.13 a name and version has one content for ever; another one is refused")
  void another_content_of_a_name_and_version_is_refused() {
    here.deploy(graph("trip", "3", "a"), "ann");
    assertThatThrownBy(() -> there.deploy(graph("trip", "3", "b"), "bob"))
        .isInstanceOf(DeploymentRefusedException.class)
        .hasMessageContaining("BATON-1503 trip@3 was deployed with another content by ann");
    assertThatThrownBy(() -> here.deploy(graph("trip", "v0.0.3", "a"), "bob"))
        .as("the same number, written otherwise")
        .hasMessageContaining("BATON-1503");
  }

  @Test
  void a_graph_of_the_name_and_version_of_a_class_is_refused() {
    assertThatThrownBy(() -> deploy("2"))
        .hasMessageContaining("BATON-1504 trip@2 is a class of the application");
    assertThatThrownBy(() -> here.retire(TRIP_2)).hasMessageContaining("BATON-1504");
  }

  @Test
  void an_application_with_a_class_of_a_deployed_name_and_version_does_not_start() {
    deploy("3");
    assertThatThrownBy(() -> node(Code.of(TRIP_3)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("BATON-1419 [trip@3]");
  }

  @Test
  void all_problems_are_told_and_nothing_is_kept() {
    assertThatThrownBy(() -> here.deploy(graph("trip", "3", "bad bad"), "ann"))
        .isInstanceOfSatisfying(
            DeploymentRefusedException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("BATON-1502");
              assertThat(refused.problems())
                  .containsExactly(
                      new Problem("/description", "bad at 0"),
                      new Problem("/description", "bad at 4"));
            });
    assertThat(here.deployed()).isEmpty();
  }

  @Test
  void what_is_perhaps_not_meant_is_told_and_kept() {
    assertThat(here.deploy(graph("trip", "3", "odd"), "ann").warnings())
        .containsExactly(new Problem("/description", "odd"));
    assertThat(here.deployed()).hasSize(1);
  }

  @Test
  void where_a_graph_goes_by_other_rules_than_code_is_told() {
    assertThat(here.deploy(graph("trip", "3", "x"), "ann").notices())
        .containsExactly(new Problem("/undo/order", "as ever"));
  }

  @Test
  void another_node_knows_it_at_once_when_asked_for_that_very_version() {
    deploy("3");
    assertThat(there.program(TRIP_3)).isPresent();

    deploy("4");
    assertThat(there.isStartable(new WorkflowId("trip", 4))).isTrue();

    here.deploy(graph("new", "1", ""), "ann");
    assertThat(there.versions("new")).containsExactly(1);
  }

  @Test
  void another_node_knows_the_newest_version_after_a_second() {
    deploy("3");
    assertThat(there.versions("trip")).containsExactly(2);
    aSecondPasses();
    assertThat(there.versions("trip")).containsExactly(2, 3);
  }

  @Test
  void this_node_knows_it_when_the_deployment_commits_and_not_before() {
    transactions.run(
        true,
        () -> {
          deploy("3");
          aSecondPasses();
          assertThat(here.versions("trip")).containsExactly(2);
          return here.program(TRIP_3);
        });
    assertThat(here.versions("trip")).containsExactly(2, 3);
  }

  @Test
  void a_deployment_that_is_rolled_back_never_was() {
    transactions.run(
        false,
        () -> {
          deploy("3");
          return true;
        });
    aSecondPasses();
    assertThat(here.versions("trip")).containsExactly(2);
    assertThat(here.program(TRIP_3)).isEmpty();
  }

  @Test
  @DisplayName("A2.14 every node sees all edits, also one that starts later")
  void a_node_that_starts_later_knows_all() {
    deploy("3");
    deploy("4");
    assertThat(node(Code.of()).versions("trip")).containsExactly(3, 4);
  }

  @Test
  void a_look_that_shows_no_change_costs_one_number() {
    deploy("3");
    here.versions("trip");
    int listed = kept.listed;
    int counted = kept.counted;
    for (int i = 0; i < 10; i++) {
      aSecondPasses();
      here.versions("trip");
      here.versions("trip");
    }
    assertThat(kept.listed).isEqualTo(listed);
    assertThat(kept.counted).isEqualTo(counted + 10);
  }

  @Test
  void a_known_program_is_made_once_and_costs_nothing() {
    deploy("3");
    Optional<Program> first = here.program(TRIP_3);
    int counted = kept.counted;
    assertThat(here.program(TRIP_3)).containsSame(first.orElseThrow());
    assertThat(kept.counted).isEqualTo(counted);
  }

  @Test
  void no_case_is_started_of_what_retired_and_those_that_run_go_on() {
    deploy("3");
    deploy("4");
    here.retire(new WorkflowId("trip", 4));
    assertThat(here.versions("trip")).containsExactly(2, 3);
    assertThat(here.isStartable(new WorkflowId("trip", 4))).isFalse();
    assertThat(here.program(new WorkflowId("trip", 4))).isPresent();
    assertThat(here.deploy(graph("trip", "4", ""), "ann").fresh()).isFalse();
  }

  @Test
  void what_cases_need_is_not_deleted() {
    deploy("3");
    assertThatThrownBy(() -> here.delete(TRIP_3))
        .hasMessageContaining("BATON-1506 trip@3 has not retired");
    Event start = new Event.CaseStarted(TRIP_3, Payload.NULL, "ann", null);
    Turn turn = new Turn(0, new CommandId("create"), Instant.EPOCH, List.of(start));
    Case running = Case.replay(new CaseId("a"), List.of(turn));
    transactions.run(true, () -> store.create(running, turn));
    here.retire(TRIP_3);
    assertThatThrownBy(() -> here.delete(TRIP_3))
        .hasMessageContaining("BATON-1506 cases of trip@3 have not ended");
  }

  @Test
  void what_was_deleted_may_be_deployed_with_another_content() {
    deploy("3");
    assertThat(there.program(TRIP_3)).isPresent();
    here.retire(TRIP_3);
    here.delete(TRIP_3);
    assertThat(here.versions("trip")).containsExactly(2);
    here.deploy(graph("trip", "3", "anew"), "ann");
    aSecondPasses();
    there.versions("trip");
    assertThat(there.program(TRIP_3))
        .get(InstanceOfAssertFactories.type(Followed.class))
        .extracting(followed -> followed.graph().description())
        .isEqualTo("anew");
  }

  @Test
  void what_was_not_deployed_can_neither_retire_nor_be_deleted() {
    assertThatThrownBy(() -> here.retire(TRIP_3)).hasMessageContaining("BATON-1505 trip@3");
    assertThatThrownBy(() -> here.delete(TRIP_3)).hasMessageContaining("BATON-1505 trip@3");
  }

  @Test
  void a_text_that_this_node_cannot_read_is_left_to_another_one() {
    transactions.run(
        true,
        () ->
            kept.keep(new DefinitionStore.Document(TRIP_3, "3", "of a later time", "hash"), "ann"));
    assertThat(here.program(TRIP_3)).isEmpty();
  }

  @Test
  void inputs_are_checked_for_classes_and_taken_by_graphs() {
    deploy("3");
    assertThatThrownBy(() -> here.checkInput(TRIP_2, Payload.NULL)).hasMessageContaining("nothing");
    assertThatCode(() -> here.checkInput(TRIP_3, Payload.NULL)).doesNotThrowAnyException();
  }

  private record Followed(Graph graph) implements Program {
    @Override
    public Decision decide(Case now) {
      throw new UnsupportedOperationException();
    }
  }
}
