package io.baton.cli;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the workflows that were deployed as data. */
@Command(name = "definitions", description = "List the workflows that were deployed as data.")
final class DefinitionsCommand implements Callable<Integer> {
  private static final String LINE = "%-40s  %-12s  %-24s  %-24s  %6s  %s%n";

  private static final String ALL =
      """
      SELECT workflow || '@' || version AS id, version_text, deployed_at,
        coalesce(retired_at::text, '') AS retired, deployed_by,
        (SELECT count(*) FROM baton_case c
          WHERE c.workflow = d.workflow AND c.version = d.version AND c.ended_at IS NULL) AS open
      FROM baton_definition d ORDER BY workflow, version""";

  @Override
  public Integer call() throws IOException, SQLException {
    try (Connection connection = Refusal.unlessUp().connect();
        PreparedStatement query = connection.prepareStatement(ALL);
        ResultSet row = query.executeQuery()) {
      System.out.printf(LINE, "definition", "version", "deployed", "retired", "open", "by");
      while (row.next()) {
        System.out.printf(
            LINE,
            row.getString("id"),
            row.getString("version_text"),
            row.getTimestamp("deployed_at").toInstant(),
            row.getString("retired"),
            row.getLong("open"),
            row.getString("deployed_by"));
      }
    }
    return 0;
  }
}
