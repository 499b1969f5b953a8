package io.baton.ejb.node;

import io.baton.port.NodeClaim;
import io.baton.port.Transactions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * This node's claim on its identifier, by the rule of {@link NodeClaim}. Two live nodes with one
 * identifier lose work: each one's recovery rolls back what the other has prepared.
 */
public final class NodeLease {
  private static final long EXPIRY_SECONDS = NodeClaim.EXPIRY.toSeconds();

  private final OwnTransaction database;
  private final String node;
  private final String store;
  private final String boot = UUID.randomUUID().toString();

  public NodeLease(DataSource source, Transactions transactions, String node, Path dataFolder) {
    this.database = new OwnTransaction(source, transactions);
    this.node = node;
    this.store = storeId(dataFolder.resolve(NodeClaim.STORE_FILE));
  }

  private static String storeId(Path file) {
    try {
      if (!Files.exists(file)) {
        Files.writeString(file, UUID.randomUUID().toString());
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new IllegalStateException("cannot keep the store's id in " + file, e);
    }
  }

  /**
   * @throws IllegalStateException when another live store holds the identifier
   */
  public void take(String workflows) {
    if (!taken(workflows)) {
      throw new IllegalStateException(
          "BATON-1405 node id '%s' is held by another live server; give each server its own -Dbaton.node.id, or wait %d s after it has gone"
              .formatted(node, EXPIRY_SECONDS));
    }
  }

  private boolean taken(String workflows) {
    String sql =
        "INSERT INTO baton_node (node_id, store_id, boot_id, seen_at, workflows)"
            + " VALUES (?, ?, ?, clock_timestamp(), ?)"
            + " ON CONFLICT (node_id) DO UPDATE SET store_id = excluded.store_id,"
            + " boot_id = excluded.boot_id, seen_at = excluded.seen_at,"
            + " workflows = excluded.workflows"
            + " WHERE baton_node.store_id = excluded.store_id"
            + " OR baton_node.seen_at < clock_timestamp() - make_interval(secs => ?)";
    return database.run(
        connection -> {
          try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, node);
            insert.setString(2, store);
            insert.setString(3, boot);
            insert.setString(4, workflows);
            insert.setLong(5, EXPIRY_SECONDS);
            return insert.executeUpdate() == 1;
          }
        });
  }

  /** False when somebody else holds the identifier now. */
  public boolean renew() {
    String sql =
        "UPDATE baton_node SET seen_at = clock_timestamp() WHERE node_id = ? AND boot_id = ?";
    return database.run(
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, node);
            update.setString(2, boot);
            return update.executeUpdate() == 1;
          }
        });
  }

  String node() {
    return node;
  }

  String boot() {
    return boot;
  }
}
