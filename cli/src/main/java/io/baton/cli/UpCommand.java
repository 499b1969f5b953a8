package io.baton.cli;

import io.baton.cli.local.Local;
import io.baton.cli.local.Progress;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Starts the installation. */
@Command(name = "up", description = "Start PostgreSQL and WildFly with the trip application.")
final class UpCommand implements Callable<Integer> {
  @Override
  public Integer call() throws IOException {
    Progress progress = Baton.progress();
    Local local = Local.here(progress);
    local.up();
    progress.step("up; %s tells how to look into the database".formatted(local.connectionFile()));
    return 0;
  }
}
