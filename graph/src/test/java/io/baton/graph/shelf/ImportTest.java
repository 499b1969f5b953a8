package io.baton.graph.shelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.TextNode;
import io.baton.api.DeploymentRefusedException;
import io.baton.api.DeploymentRefusedException.Problem;
import io.baton.graph.Golden;
import io.baton.graph.flume.Flume;
import io.baton.graph.intake.UndoTable;
import io.baton.graph.json.GraphCodec;
import io.baton.graph.model.Graph;
import io.baton.model.WorkflowId;
import io.baton.persistence.fleeting.FleetingCaseStore;
import io.baton.port.DefinitionStore;
import io.baton.port.TrialTransactions;
import io.baton.wire.DefinitionRequestCodec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drawings and maps of functions, deployed as graphs are. */
class ImportTest {
  private static final String EDIT =
      "{\"name\":\"user_registration\",\"version\":\"v0.1.0\",\"schema_version\":\"v0.1.0\",\"workflow\":%s}";

  private final TrialTransactions transactions = new TrialTransactions();
  private final DefinitionStore kept = new FleetingCaseStore(transactions).definitions();
  private final Shelf shelf =
      new Shelf(
          Code.of(),
          kept,
          transactions,
          new GraphReader(UndoTable.read(Golden.text("intake/undo.json"))),
          graph -> Code.PROGRAM);

  private Graph kept() {
    WorkflowId id = shelf.deployed().get(0).id();
    return GraphCodec.read(transactions.separate(() -> kept.content(id)).orElseThrow());
  }

  private DeploymentRefusedException refused(String document) {
    return catchThrowableOfType(
        DeploymentRefusedException.class, () -> shelf.deploy(document, "ada"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flume/user-registration.json",
        "adjacency/user-registration.json",
        "ron/tomanageredits.ron"
      })
  @DisplayName("A2.7 a drawing or a map becomes a graph, its functions undone as the list says")
  void each_form_is_kept_as_a_graph(String file) {
    String text = Golden.text(file);
    assertThat(shelf.deploy(file.endsWith("ron") ? text : EDIT.formatted(text), "ada").fresh())
        .isTrue();
    assertThat(kept().nodes().byId()).hasSize(4);
    assertThat(GraphCodec.write(kept())).contains("log_removal");
  }

  @Test
  @DisplayName("A2.13 the same again is fine, in whatever notation; another content is refused")
  void what_is_deployed_never_changes() {
    String map = Golden.text("adjacency/user-registration.json");
    assertThat(shelf.deploy(EDIT.formatted(map), "ada").fresh()).isTrue();
    assertThat(shelf.deploy(EDIT.formatted(TextNode.valueOf(map)), "bob").fresh()).isFalse();
    assertThat(
            shelf
                .deploy(DefinitionRequestCodec.named("user_registration", "v0.1.0", map), "eve")
                .fresh())
        .isFalse();
    DeploymentRefusedException other = refused(EDIT.formatted("{\"a.b\":[]}"));
    assertThat(other.code()).isEqualTo("BATON-1503");
    assertThat(kept().nodes().byId()).hasSize(4);
  }

  @Test
  void a_drawing_is_kept_as_it_was_drawn() {
    String drawing = Golden.text("flume/user-registration.json");
    shelf.deploy(EDIT.formatted(drawing), "ada");
    assertThat(Flume.write(kept())).isEqualTo(Golden.json("flume/user-registration.json"));
  }

  @Test
  void a_cyclic_map_and_all_else_that_is_wrong_is_refused_and_nothing_is_kept() {
    DeploymentRefusedException refused =
        refused(
            EDIT.replace("v0.1.0\",\"workflow", "v3.0.0\",\"workflow")
                .formatted("{\"a.b\":[\"c.d\"],\"c.d\":[\"a.b\"]}"));
    assertThat(refused.code()).isEqualTo("BATON-1502");
    assertThat(refused.problems())
        .extracting(Problem::pointer)
        .containsExactly("/schema_version", "/workflow");
    assertThat(refused(EDIT.formatted("{\"a.b\":[],\"c.d\":[]}")).problems())
        .as("what does not come together")
        .extracting(Problem::pointer)
        .allMatch(pointer -> pointer.startsWith("/workflow"));
    assertThat(refused("(uuid:").problems()).hasSize(1);
    assertThat(refused("{\"a.b\":[]}").problems().get(0).text()).contains("no name of its own");
    assertThat(shelf.deployed()).isEmpty();
  }

  @Test
  void form_and_sense_of_a_graph_in_a_message_are_told_together() {
    assertThat(
            refused(
                    EDIT.formatted(
                        "{\"schema\":\"baton-graph/1\",\"name\":\"user_registration\",\"version\":\"v0.1.0\",\"sound\":1,\"nodes\":{\"a\":{\"kind\":\"activity\",\"activity\":\"No.body\"}}}"))
                .problems())
        .extracting(Problem::pointer)
        .containsExactlyInAnyOrder("/workflow/sound", "/workflow/nodes/a/activity");
  }

  @Test
  void two_nodes_that_call_the_same_are_warned_of() {
    String drawing =
        Golden.text("flume/user-registration.json")
            .replaceAll(
                "\"service_name\": \"\\w+\", \"function_name\": \"\\w+\"",
                "\"service_name\": \"User\", \"function_name\": \"create\"");
    assertThat(shelf.deploy(EDIT.formatted(drawing), "ada").warnings()).isNotEmpty();
  }
}
