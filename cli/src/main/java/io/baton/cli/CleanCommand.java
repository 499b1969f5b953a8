package io.baton.cli;

import io.baton.cli.local.Local;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Removes the installation. */
@Command(name = "clean", description = "Stop everything and delete .baton with all its cases.")
final class CleanCommand implements Callable<Integer> {
  @Override
  public Integer call() throws IOException {
    Local local = Local.here(Baton.progress());
    local.down();
    local.delete();
    return 0;
  }
}
