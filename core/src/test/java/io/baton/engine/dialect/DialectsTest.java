package io.baton.engine.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.model.RecordId;
import io.baton.model.StreamRecord;
import io.baton.port.RecordDialect;
import io.baton.port.RecordReader;
import io.baton.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Records and what they want, line by line of the golden files: {@code =} the topic's settings,
 * {@code @} the key, {@code <} a value, then {@code >} the wish, or {@code !} why it is refused.
 */
class DialectsTest {
  private static final RecordId ID = new RecordId("cluster", "topic-id", 2, 17);

  @ParameterizedTest
  @ValueSource(strings = {"start", "event", "answer"})
  void eachRecordWantsWhatTheGoldenFileSays(String name) throws IOException {
    RecordDialect dialect =
        RecordDialect.all().stream().filter(d -> d.name().equals(name)).findFirst().orElseThrow();
    String golden = text(name + ".golden");
    StringBuilder actual = new StringBuilder();
    RecordReader reader = dialect.reader("t", Json.tree(first(golden)));
    String key = null;
    for (String line : golden.lines().toList()) {
      if (line.startsWith(">") || line.startsWith("!")) {
        continue;
      }
      actual.append(line).append('\n');
      if (line.startsWith("= ")) {
        reader = dialect.reader("t", Json.tree(line.substring(2)));
      } else if (line.startsWith("@")) {
        key = line.length() > 1 ? line.substring(2) : null;
      } else if (line.startsWith("<")) {
        actual.append(said(reader, key, line.length() > 1 ? line.substring(2) : null)).append('\n');
      }
    }
    assertThat(actual.toString()).isEqualTo(golden);
  }

  private static String first(String golden) {
    return golden
        .lines()
        .filter(line -> line.startsWith("= "))
        .findFirst()
        .orElseThrow()
        .substring(2);
  }

  private static String said(RecordReader reader, @Nullable String key, @Nullable String value) {
    try {
      return "> " + reader.read(new StreamRecord(ID, "t", key, value, Instant.EPOCH));
    } catch (IllegalArgumentException e) {
      return "! " + e.getMessage();
    }
  }

  private static String text(String name) throws IOException {
    try (InputStream file = DialectsTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
