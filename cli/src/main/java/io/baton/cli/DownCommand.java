package io.baton.cli;

import io.baton.cli.local.Local;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stops the installation. */
@Command(name = "down", description = "Stop what up or demo started; cases and messages stay.")
final class DownCommand implements Callable<Integer> {
  @Override
  public Integer call() throws IOException {
    Local.here(Baton.progress()).down();
    return 0;
  }
}
