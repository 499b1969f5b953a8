package io.baton.cli;

import io.baton.cli.journal.CaseRow;
import io.baton.cli.journal.Journal;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists cases. */
@Command(name = "cases", description = "List cases, the newest first.")
final class CasesCommand implements Callable<Integer> {
  private static final String LINE = "%-30s  %-16s  %-12s  %-24s  %8s%n";

  @Option(names = "--status", description = "Only those of this status, such as PARKED.")
  private @Nullable String status;

  @Option(names = "--limit", description = "At most so many (default: ${DEFAULT-VALUE}).")
  private int limit = 50;

  @Override
  public Integer call() throws IOException, SQLException {
    try (Connection connection = Refusal.unlessUp().connect()) {
      List<CaseRow> cases = new Journal(connection).newest(status, limit);
      System.out.printf(LINE, "case", "workflow", "status", "created", "seconds");
      for (CaseRow row : cases) {
        System.out.printf(
            LINE,
            row.id(),
            row.workflow() + "@" + row.version(),
            row.status(),
            row.created(),
            "%.2f".formatted(row.age().toMillis() / 1000.0));
      }
    }
    return 0;
  }
}
