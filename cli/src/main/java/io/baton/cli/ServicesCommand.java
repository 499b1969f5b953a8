package io.baton.cli;

import io.baton.cli.journal.ServiceRow;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists services. */
@Command(
    name = "services",
    description = "List the services of which something was told, and what waits for them.")
final class ServicesCommand implements Callable<Integer> {
  private static final String LINE = "%-30s  %-16s  %-24s  %6s%n";

  @Override
  public Integer call() throws IOException, SQLException {
    try (Connection connection = Refusal.unlessUp().connect()) {
      System.out.printf(LINE, "service", "state", "up until", "held");
      for (ServiceRow row : ServiceRow.all(connection)) {
        System.out.printf(LINE, row.name(), row.state(), row.until(), row.held());
      }
    }
    return 0;
  }
}
