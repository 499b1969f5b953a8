package io.baton.cli.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A case as its row says.
 *
 * @param ended null while it runs or waits
 * @param heldBy services that are down and that its requests wait for; null for none
 */
public record CaseRow(
    String id,
    String workflow,
    int version,
    String status,
    String starter,
    Instant created,
    Instant updated,
    @Nullable Instant ended,
    @Nullable String businessKey,
    @Nullable String heldBy) {

  /** Of a table of cases that is called c. */
  static final String COLUMNS =
      """
      case_id, workflow, version, status, starter, created_at, updated_at, ended_at, business_key,
        (SELECT string_agg(DISTINCT h.service, ', ') FROM baton_held h WHERE h.case_id = c.case_id)
          AS held_by""";

  static CaseRow of(ResultSet row) throws SQLException {
    var ended = row.getTimestamp("ended_at");
    return new CaseRow(
        row.getString("case_id"),
        row.getString("workflow"),
        row.getInt("version"),
        row.getString("status"),
        row.getString("starter"),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("updated_at").toInstant(),
        ended == null ? null : ended.toInstant(),
        row.getString("business_key"),
        row.getString("held_by"));
  }

  /** From its creation to its end, or to what happened last. */
  public Duration age() {
    return Duration.between(created, ended == null ? updated : ended);
  }
}
