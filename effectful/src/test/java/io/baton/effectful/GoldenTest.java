package io.baton.effectful;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.model.RecordId;
import io.baton.model.RecordWish;
import io.baton.model.StreamRecord;
import io.baton.port.RecordDialect;
import io.baton.wire.Json;
import io.baton.wire.UnreadableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What each record means, from a file: {@code = dialect settings}, then for each record {@code <
 * key, value} as JSON, null where there is none, and {@code > wish}.
 */
class GoldenTest {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

  private record Trial(String dialect, String settings, String record, String wish) {}

  @TestFactory
  List<DynamicTest> record() throws IOException {
    return trials().stream()
        .map(
            trial ->
                DynamicTest.dynamicTest(
                    trial.dialect() + " " + trial.record(),
                    () -> assertThat(read(trial)).isEqualTo(trial.wish())))
        .toList();
  }

  private static String read(Trial trial) {
    JsonNode record = Json.tree(trial.record());
    try {
      RecordDialect dialect =
          RecordDialect.all().stream()
              .filter(one -> one.name().equals(trial.dialect()))
              .findFirst()
              .orElseThrow();
      RecordWish wish =
          dialect
              .reader("in", Json.tree(trial.settings()))
              .read(
                  new StreamRecord(
                      new RecordId("c", "t", 0, 7),
                      "in",
                      text(record.get(0)),
                      text(record.get(1)),
                      AT));
      return wish.toString();
    } catch (UnreadableException e) {
      return "unreadable: " + e.getMessage().replace("\n", " / ");
    }
  }

  private static @Nullable String text(JsonNode value) {
    return value.isNull() ? null : value.textValue();
  }

  private static List<Trial> trials() throws IOException {
    List<Trial> trials = new ArrayList<>();
    try (InputStream in = GoldenTest.class.getResourceAsStream("records.golden")) {
      String dialect = "";
      String settings = "";
      String record = "";
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        if (line.startsWith("= ")) {
          String[] parts = line.substring(2).split(" ", 2);
          dialect = parts[0];
          settings = parts[1];
        } else if (line.startsWith("< ")) {
          record = "[" + line.substring(2) + "]";
        } else if (line.startsWith("> ")) {
          trials.add(new Trial(dialect, settings, record, line.substring(2)));
        }
      }
    }
    return trials;
  }
}
