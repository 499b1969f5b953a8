package io.baton.cli;

import io.baton.cli.local.Local;
import io.baton.cli.local.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the installation. */
@Command(name = "up", description = "Start PostgreSQL and WildFly with an application.")
final class UpCommand implements Callable<Integer> {
  @Option(names = "--ear", paramLabel = "FILE", description = "Default: the trip application.")
  private @Nullable Path ear;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description =
          "A setting of the server, as docs/reference/settings.md has them, such as"
              + " baton.sessions=8; may be given several times. It is kept for later starts, until"
              + " NAME= takes it back; demo and torture drop all.")
  private Map<String, String> settings = Map.of();

  @Option(
      names = "--kafka",
      description = "With a Kafka broker, Kafka Connect and the bridge beside the server.")
  private boolean kafka;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description = "Of Kafka: a topic to be made; may be given several times.")
  private List<String> topics = List.of();

  @Option(
      names = "--read",
      paramLabel = "NAME",
      description =
          "Of Kafka: a topic to be made and to be brought to the server, beyond those that the"
              + " application's topics.json and @StartOn name; may be given several times.")
  private List<String> read = List.of();

  @Override
  public Integer call() throws IOException {
    Progress progress = Baton.progress();
    Local local = Local.here(progress);
    Path application = ear == null ? local.tripApplication() : ear;
    if (!Files.isRegularFile(application)) {
      throw new Refusal("no file %s that can be read".formatted(application.toAbsolutePath()));
    }
    local.set(settings);
    if (kafka) {
      local.upWithKafka(application, topics, read);
    } else {
      local.up(application);
    }
    progress.step("up; %s tells how to look into the database".formatted(local.connectionFile()));
    return 0;
  }
}
