package io.baton.graph.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.baton.model.CaseId;
import io.baton.model.Circumstances;
import io.baton.model.Payload;
import io.baton.model.StartRequest;
import io.baton.wire.Json;
import io.baton.wire.UnreadableException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What may come in. */
class DoorsTest {
  private final ExecutionDoor door = new ExecutionDoor();

  @Test
  @DisplayName(
      "A3.3 from outside comes the creation of an execution: a start with all that is said")
  void A3_3_creation() {
    String text =
        """
        {"id":"e-1","flowId":"pipeline","flowRevision":3,"inputs":{"day":1},
         "labels":[{"key":"team","value":"red"},{"key":"system.correlationId","value":"k-1"}],
         "originalId":"e-1","scheduleDate":"2026-03-01T13:00:00+01:00","taskRunList":[],
         "state":{"current":"CREATED","histories":[{"state":"CREATED","date":"2026-03-01T11:00:00Z"}]}}""";
    assertThat(door.read(text, "m-1"))
        .isEqualTo(
            new StartRequest(
                "pipeline",
                3,
                new CaseId("e-1"),
                Json.payload(Map.of("day", 1)),
                null,
                "m-1",
                null,
                4,
                new Circumstances(
                    Map.of("team", "red", "system.correlationId", "k-1"),
                    Instant.parse("2026-03-01T12:00:00Z"),
                    null)));
    assertThat(door.read("{\"flowId\":\"f\"}", "m-2"))
        .isEqualTo(new StartRequest("f", null, null, Payload.NULL, null, "m-2"));
  }

  @Test
  @DisplayName("A3.3 whatever else an execution from outside says is refused")
  void A3_3_onlyTheExecutorTells() {
    String run = "{\"id\":\"i\",\"taskId\":\"t\",\"state\":{\"current\":\"SUCCESS\"}}";
    List<String> others =
        List.of(
            "{\"flowId\":\"f\",\"taskRunList\":[" + run + "]}",
            "{\"flowId\":\"f\",\"state\":{\"current\":\"RUNNING\"}}",
            "{\"flowId\":\"f\",\"state\":{\"current\":\"SUCCESS\"}}",
            "{\"flowId\":\"f\",\"outputs\":{}}",
            "{\"flowId\":\"f\",\"parentId\":\"p\"}",
            "{\"id\":\"a\\u0007b\",\"flowId\":\"f\"}",
            "{\"taskRunList\":[]}",
            "no");
    for (String other : others) {
      assertThatExceptionOfType(UnreadableException.class).isThrownBy(() -> door.read(other, "m"));
    }
  }

  @Test
  void whatTheExecutorItselfPublishedCreatesNothing() {
    Stage stage = new Stage("'a': {'kind': 'activity', 'activity': 'R.a'}");
    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> door.read(stage.view().write(), "m"))
        .withMessageContaining("only the executor tells of task runs");
  }
}
