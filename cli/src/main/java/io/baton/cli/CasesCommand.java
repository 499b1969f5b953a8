package io.baton.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.cli.journal.CaseRow;
import io.baton.cli.journal.Journal;
import io.baton.cli.journal.Wanted;
import io.baton.wire.Json;
import io.baton.wire.UnreadableException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists cases. */
@Command(name = "cases", description = "List cases, the newest first.")
final class CasesCommand implements Callable<Integer> {
  private static final String LINE = "%-30s  %-16s  %-12s  %-24s  %8s  %s%s%n";

  @Option(names = "--status", description = "Only those of this status, such as PARKED.")
  private @Nullable String status;

  @Option(names = "--workflow", description = "Only those of this workflow.")
  private @Nullable String workflow;

  @Option(names = "--key", description = "Only those of this business key.")
  private @Nullable String businessKey;

  @Option(
      names = "--attribute",
      paramLabel = "NAME=VALUE",
      description = "Only those with this attribute; the value is JSON, else text.")
  private Map<String, String> attributes = Map.of();

  @Option(names = "--limit", description = "At most so many (default: ${DEFAULT-VALUE}).")
  private int limit = 50;

  private Wanted wanted() {
    Map<String, String> json = new LinkedHashMap<>();
    attributes.forEach((name, value) -> json.put(name, json(value)));
    return new Wanted(workflow, status, businessKey, json, limit);
  }

  /** As the catalog writes it: text need not be quoted here, and 1.50 is 1.5. */
  private static String json(String value) {
    try {
      JsonNode tree = Json.tree(value);
      return tree.isNumber() && tree.decimalValue().signum() != 0
          ? tree.decimalValue().stripTrailingZeros().toString()
          : tree.toString();
    } catch (UnreadableException e) {
      return Json.payload(value).toString();
    }
  }

  @Override
  public Integer call() throws IOException, SQLException {
    try (Connection connection = Refusal.unlessUp().connect()) {
      List<CaseRow> cases = new Journal(connection).newest(wanted());
      System.out.printf(LINE, "case", "workflow", "status", "created", "seconds", "key", "");
      for (CaseRow row : cases) {
        System.out.printf(
            LINE,
            row.id(),
            row.workflow() + "@" + row.version(),
            row.status(),
            row.created(),
            "%.2f".formatted(row.age().toMillis() / 1000.0),
            row.businessKey() == null ? "" : row.businessKey(),
            row.heldBy() == null ? "" : "  (waits for " + row.heldBy() + ", which is down)");
      }
    }
    return 0;
  }
}
