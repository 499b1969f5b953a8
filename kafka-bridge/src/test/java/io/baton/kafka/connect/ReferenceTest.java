package io.baton.kafka.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

class ReferenceTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (`[a-z.]+`(?:, `[a-z.]+`)*) \\|[^|]*\\|");
  private static final Pattern NAME = Pattern.compile("`([a-z.]+)`");

  private final Path docs = Path.of("../docs/reference/kafka-bridge.md");
  private final Map<String, ConfigDef.ConfigKey> source = SourceSettings.DEFINITION.configKeys();
  private final Map<String, ConfigDef.ConfigKey> sink = SinkSettings.DEFINITION.configKeys();

  @Test
  void the_page_names_each_setting_and_no_other() throws IOException {
    Set<String> named = new TreeSet<>();
    Matcher rows = ROW.matcher(Files.readString(docs));
    while (rows.find()) {
      NAME.matcher(rows.group(1)).results().map(name -> name.group(1)).forEach(named::add);
    }
    Set<String> there = new TreeSet<>(source.keySet());
    there.addAll(sink.keySet());
    named.removeIf(name -> !name.contains(".") && !name.equals("name"));

    assertThat(named).isEqualTo(there);
  }

  @Test
  void the_page_says_the_defaults_as_they_are() throws IOException {
    String page = Files.readString(docs);
    Stream.of(source, sink)
        .flatMap(settings -> settings.values().stream())
        .filter(key -> key.defaultValue instanceof Integer)
        .forEach(
            key ->
                assertThat(page.lines().filter(line -> line.contains("`" + key.name + "`")))
                    .as(key.name)
                    .anyMatch(line -> line.contains(key.defaultValue.toString())));
  }
}
