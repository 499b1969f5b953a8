package io.baton.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.MigrationPlan;
import io.baton.model.DefinitionRequest;
import io.baton.model.DefinitionRequest.Delete;
import io.baton.model.DefinitionRequest.Deploy;
import io.baton.model.DefinitionRequest.Migrate;
import io.baton.model.DefinitionRequest.Retire;
import io.baton.model.WorkflowId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionRequestCodecTest {
  private static final WorkflowId TRIP = new WorkflowId("trip", 3);

  private static DefinitionRequest again(DefinitionRequest wish) {
    return DefinitionRequestCodec.read(DefinitionRequestCodec.write(wish));
  }

  @Test
  void wishes_are_written_and_read() {
    assertThat(again(new Retire(TRIP))).isEqualTo(new Retire(TRIP));
    assertThat(again(new Delete(TRIP))).isEqualTo(new Delete(TRIP));
    assertThat(DefinitionRequestCodec.write(new Retire(TRIP)))
        .isEqualTo("{\"retire\":{\"name\":\"trip\",\"version\":3}}");
  }

  @Test
  void a_migration_is_written_and_read() {
    MigrationPlan plan = new MigrationPlan("trip", 1, 3, Map.of("car", "auto"), "case-7");
    assertThat(again(new Migrate(plan, true))).isEqualTo(new Migrate(plan, true));
    assertThat(DefinitionRequestCodec.read("{\"migrate\":{\"name\":\"trip\",\"from\":1,\"to\":3}}"))
        .isEqualTo(new Migrate(new MigrationPlan("trip", 1, 3, Map.of()), false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"schema\":\"baton-graph/1\"}",
        "{\"retire\":1,\"name\":\"trip\"}",
        "(ron: true)",
        "7",
        "{\"name\":"
      })
  void any_other_text_is_a_workflow(String text) {
    assertThat(again(new Deploy(text))).isEqualTo(new Deploy(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"retire\":{\"name\":\"trip\"}}",
        "{\"retire\":{\"name\":\"trip\",\"version\":0}}",
        "{\"retire\":{\"name\":\"trip\",\"version\":1,\"force\":true}}",
        "{\"delete\":null}",
        "{\"migrate\":{\"from\":1,\"to\":3}}",
        "{\"migrate\":{\"name\":\"trip\",\"to\":3}}",
        "{\"migrate\":{\"name\":\"trip\",\"from\":3,\"to\":3}}",
        "{\"delete\":[]}"
      })
  void a_wish_that_is_not_clear_is_none(String text) {
    assertThatThrownBy(() -> DefinitionRequestCodec.read(text))
        .isInstanceOf(UnreadableException.class);
  }

  @Test
  void a_text_beyond_all_measure_is_not_looked_at() {
    assertThatThrownBy(() -> DefinitionRequestCodec.read("x".repeat(1_000_001)))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("1000001 characters, the limit is 1000000");
  }

  @Test
  void what_does_not_say_its_name_gets_one_in_a_message() {
    String text = DefinitionRequestCodec.named("trip", "v0.1.0", "{\"a.b\":[]}");
    assertThat(text)
        .isEqualTo("{\"name\":\"trip\",\"version\":\"v0.1.0\",\"workflow\":\"{\\\"a.b\\\":[]}\"}");
    assertThat(DefinitionRequestCodec.read(text)).isEqualTo(new Deploy(text));
  }

  @Test
  void where_only_workflows_are_taken_a_wish_is_none() {
    String wish = "{\"delete\":{\"name\":\"trip\",\"version\":3}}";
    assertThat(DefinitionRequestCodec.deploy(wish)).isEqualTo(new Deploy(wish));
    assertThatThrownBy(() -> DefinitionRequestCodec.deploy("x".repeat(1_000_001)))
        .isInstanceOf(UnreadableException.class);
  }
}
