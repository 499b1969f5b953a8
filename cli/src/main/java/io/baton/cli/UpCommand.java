package io.baton.cli;

import io.baton.cli.local.Local;
import io.baton.cli.local.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the installation. */
@Command(name = "up", description = "Start PostgreSQL and WildFly with an application.")
final class UpCommand implements Callable<Integer> {
  @Option(names = "--ear", paramLabel = "FILE", description = "Default: the trip application.")
  private @Nullable Path ear;

  @Override
  public Integer call() throws IOException {
    Progress progress = Baton.progress();
    Local local = Local.here(progress);
    if (ear == null) {
      local.up();
    } else if (Files.isRegularFile(ear)) {
      local.up(ear);
    } else {
      throw new Refusal("no file %s that can be read".formatted(ear.toAbsolutePath()));
    }
    progress.step("up; %s tells how to look into the database".formatted(local.connectionFile()));
    return 0;
  }
}
