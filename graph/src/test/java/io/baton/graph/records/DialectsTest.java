package io.baton.graph.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.graph.Golden;
import io.baton.model.RecordId;
import io.baton.model.RecordWish;
import io.baton.model.StreamRecord;
import io.baton.port.RecordDialect;
import io.baton.port.RecordReader;
import io.baton.wire.Json;
import io.baton.wire.UnreadableException;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Records and what they want, line by line of the golden files: {@code ~} headers, {@code <} a
 * value, then {@code >} the wish, or {@code !} why it is refused.
 */
class DialectsTest {
  private static final RecordId ID = new RecordId("cluster", "topic-id", 2, 17);

  private static RecordDialect dialect(String name) {
    return RecordDialect.all().stream()
        .filter(dialect -> dialect.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static RecordReader reader(String name, String settings) {
    return dialect(name).reader("a-topic", Json.tree(settings));
  }

  private static StreamRecord record(@Nullable String value, @Nullable String headers) {
    return new StreamRecord(ID, "a-topic", null, value, Instant.EPOCH, null, headers, null);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"manager", "manager-edits", "executor"})
  void eachRecordWantsWhatTheGoldenFileSays(String name) {
    RecordReader reader = reader(name, "{}");
    String golden = Golden.text("records/" + name + ".golden");
    StringBuilder actual = new StringBuilder();
    String headers = null;
    for (String line : golden.lines().toList()) {
      if (line.startsWith(">") || line.startsWith("!")) {
        continue;
      }
      actual.append(line).append('\n');
      if (line.startsWith("~ ")) {
        headers = line.substring(2);
      } else if (line.startsWith("<")) {
        actual.append(said(reader, line.substring(1).strip(), headers)).append('\n');
        headers = null;
      }
    }
    assertThat(actual.toString()).isEqualTo(golden);
  }

  private static String said(RecordReader reader, String value, @Nullable String headers) {
    try {
      RecordWish wish = reader.read(record(value, headers));
      return "> " + wish.toString().lines().collect(Collectors.joining(" "));
    } catch (UnreadableException e) {
      return "! " + String.valueOf(e.getMessage()).lines().collect(Collectors.joining(" "));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"manager", "manager-edits", "executor"})
  void aTombstoneIsRefused(String name) {
    assertThatThrownBy(() -> reader(name, "{}").read(record(null, null)))
        .isInstanceOf(UnreadableException.class)
        .hasMessage("the record has no value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"manager", "manager-edits", "executor"})
  void settingsThatNobodyKnowsAreRefused(String name) {
    assertThatThrownBy(() -> reader(name, "{\"kepe\":\"PT1H\"}"))
        .isInstanceOf(UnreadableException.class)
        .hasMessageStartingWith("/kepe: unknown");
  }

  @Test
  void howLongWhatAServiceTellsWaitsForItsCaseCanBeSaid() {
    String told =
        "{\"uuid\":\"u\",\"name\":\"n\",\"service\":\"s\",\"function\":\"f\",\"status\":\"failure\"}";
    assertThat(reader("manager", "{\"keep\":\"PT1H\"}").read(record(told, null)).toString())
        .endsWith("keep=PT1H]");
  }

  @Test
  void howLongAWorkersAnswerWaitsForItsCaseCanBeSaid() {
    String result =
        "{\"taskRun\":{\"id\":\"e-1/load\",\"executionId\":\"e-1\",\"taskId\":\"load\",\"state\":{\"current\":\"SUCCESS\"}}}";
    assertThat(reader("executor", "{\"keep\":\"PT5M\"}").read(record(result, null)).toString())
        .endsWith("keep=PT5M]");
    assertThatThrownBy(() -> reader("executor", "{\"keep\":\"soon\"}"))
        .isInstanceOf(UnreadableException.class)
        .hasMessageStartingWith("/keep: expected a duration");
  }

  @Test
  void theSameRecordMeansTheSameEachTime() {
    RecordReader reader = reader("executor", "{}");
    StreamRecord record = record("{\"flowId\":\"pipeline\"}", null);
    assertThat(reader.read(record)).isEqualTo(reader.read(record));
  }
}
