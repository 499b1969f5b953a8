package io.baton.cli;

import io.baton.cli.journal.DestinationRow;
import io.baton.cli.journal.ServiceRow;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists services. */
@Command(
    name = "services",
    description = "List services, destinations that take only so many requests, and what waits.")
final class ServicesCommand implements Callable<Integer> {
  private static final String LINE = "%-30s  %-16s  %-24s  %6s  %7s%n";
  private static final String DESTINATION = "%-30s  %9s  %s%n";

  @Override
  public Integer call() throws IOException, SQLException {
    try (Connection connection = Refusal.unlessUp().connect()) {
      System.out.printf(LINE, "service", "state", "up until", "held", "ignored");
      for (ServiceRow row : ServiceRow.all(connection)) {
        System.out.printf(LINE, row.name(), row.state(), row.until(), row.held(), row.ignored());
      }
      List<DestinationRow> destinations = DestinationRow.all(connection);
      if (!destinations.isEmpty()) {
        System.out.printf("%n" + DESTINATION, "destination", "under way", "waiting by tenant");
        destinations.forEach(
            row -> System.out.printf(DESTINATION, row.name(), row.underWay(), row.waiting()));
      }
      System.out.printf("%nexecutions refused: %d%n", DestinationRow.refusedStarts(connection));
    }
    return 0;
  }
}
