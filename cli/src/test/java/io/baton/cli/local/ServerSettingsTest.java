package io.baton.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.cli.ground.StateDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerSettingsTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(baton\\.[a-z.-]+?)(\\.<\\w+>)?` \\|");

  @TempDir Path folder;

  @Test
  void theReferenceHasEverySettingThatIsKnownHereAndNoOther() throws IOException {
    String reference = Files.readString(Path.of("../docs/reference/settings.md"));
    Set<String> documented =
        ROW.matcher(reference).results().map(row -> row.group(1)).collect(Collectors.toSet());
    Set<String> known = new TreeSet<>(KnownSettings.OTHERS);
    known.addAll(KnownSettings.BY_DESTINATION);
    known.addAll(KnownSettings.NOT_HERE.keySet());
    assertThat(known).containsExactlyInAnyOrderElementsOf(documented);
  }

  @Test
  void aSettingThatThereIsNotIsRefusedAndTheNearestIsNamed() {
    refuses("baton.task.fromat", "BATON-9058", "baton.task.format?");
    refuses("task.format", "BATON-9058", "baton.task.format?");
    refuses("baton.task.topic.license", "BATON-9058", "baton.task.topics?");
    refuses("baton.record.gap", "BATON-9058", "baton.records.gap?");
    refuses("baton.task.format.", "BATON-9058", "baton.task.format?");
    refuses("java.io.tmpdir", "BATON-9058", "did you mean");
  }

  @Test
  void aSettingThatUpItselfSetsIsRefused() {
    refuses("baton.db.port", "BATON-9059", "'up' itself sets it");
    refuses("baton.mock", "BATON-9059", "no effect");
  }

  @Test
  void aValueThatEndsItsLineIsRefused() {
    assertThatThrownBy(() -> ServerSettings.NONE.with(Map.of("baton.sessions", "8\nx=y")))
        .hasMessageContaining("BATON-9060");
  }

  private static void refuses(String name, String... words) {
    assertThatThrownBy(() -> ServerSettings.NONE.with(Map.of(name, "x")))
        .hasMessageContainingAll(words);
  }

  @Test
  void whatWasChosenIsKeptUntilItIsTakenBackOrDropped() throws IOException {
    StateDir state = StateDir.at(folder);
    ServerSettings first =
        ServerSettings.kept(state)
            .with(Map.of("baton.sessions", "8", "baton.task.format.kafka:hotel", "manager"));
    first.keep(state);
    ServerSettings second =
        ServerSettings.kept(state).with(Map.of("baton.sessions", "", "baton.store", "fleeting"));
    assertThat(second).hasToString("baton.store=fleeting, baton.task.format.kafka:hotel=manager");
    assertThat(ServerSettings.kept(state)).as("not kept yet").isEqualTo(first);
    second.keep(state);
    assertThat(ServerSettings.kept(state)).isEqualTo(second);
    ServerSettings.drop(state);
    assertThat(ServerSettings.kept(state)).isEqualTo(ServerSettings.NONE);
  }

  @Test
  void someSettingsNameTopicsOfKafka() {
    ServerSettings settings =
        ServerSettings.NONE.with(
            Map.of(
                "baton.task.topics", "kafka:fromanager,baton.fromanager",
                "baton.task.topics.license", "kafka:licenses",
                "baton.kafka.calledoff", "off",
                "baton.kafka.answers", "told",
                "baton.executions", "*"));
    assertThat(settings.written())
        .containsExactly("baton.executions", "fromanager", "licenses", "off");
    assertThat(settings.answers()).isEqualTo("told");
  }

  @Test
  void theDocumentOfTopicsIsFoundFromElsewhere() {
    ServerSettings settings = ServerSettings.NONE.with(Map.of("baton.topics", "some/topics.json"));
    assertThat(Path.of(settings.all().get("baton.topics"))).isAbsolute();
  }
}
