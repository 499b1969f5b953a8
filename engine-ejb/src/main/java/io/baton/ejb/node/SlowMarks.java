package io.baton.ejb.node;

import io.baton.model.Command;
import io.baton.port.NodeClaim;
import io.baton.port.Transactions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import javax.sql.DataSource;

/** The table {@code baton_slow_work}: what each node has been at work on for long. */
public final class SlowMarks {
  private final OwnTransaction database;
  private final NodeLease lease;

  public SlowMarks(DataSource source, Transactions transactions, NodeLease lease) {
    this.database = new OwnTransaction(source, transactions);
    this.lease = lease;
  }

  void set(Command command) {
    String sql =
        "INSERT INTO baton_slow_work (case_id, command_id, node_id, boot_id, since)"
            + " VALUES (?, ?, ?, ?, clock_timestamp()) ON CONFLICT (case_id, command_id) DO UPDATE"
            + " SET node_id = excluded.node_id, boot_id = excluded.boot_id, since = excluded.since";
    database.run(
        connection -> {
          try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, command.caseId().value());
            insert.setString(2, command.id().value());
            insert.setString(3, lease.node());
            insert.setString(4, lease.boot());
            return insert.executeUpdate();
          }
        });
  }

  void clear(Command command) {
    String sql = "DELETE FROM baton_slow_work WHERE case_id = ? AND command_id = ?";
    database.run(
        connection -> {
          try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setString(1, command.caseId().value());
            delete.setString(2, command.id().value());
            return delete.executeUpdate();
          }
        });
  }

  /** True when a node that still lives, in the same life, has set one. */
  boolean isSet(Command command) {
    String sql =
        "SELECT 1 FROM baton_slow_work w JOIN baton_node n"
            + " ON n.node_id = w.node_id AND n.boot_id = w.boot_id"
            + " WHERE w.case_id = ? AND w.command_id = ?"
            + " AND n.seen_at > clock_timestamp() - make_interval(secs => ?)";
    return database.run(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, command.caseId().value());
            select.setString(2, command.id().value());
            select.setLong(3, NodeClaim.EXPIRY.toSeconds());
            try (ResultSet found = select.executeQuery()) {
              return found.next();
            }
          }
        });
  }
}
