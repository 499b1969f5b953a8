package io.baton.ejb.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * This node's claim on its identifier. Two live nodes with one identifier lose work: each one's
 * recovery rolls back what the other has prepared. The same store (the folder with the transaction
 * log) takes its own lease over at once; another one waits until the lease is {@value
 * #EXPIRY_SECONDS} s old.
 */
public final class NodeLease {
  public static final int EXPIRY_SECONDS = 30;

  private final DataSource source;
  private final String node;
  private final String store;
  private final String boot = UUID.randomUUID().toString();

  public NodeLease(DataSource source, String node, Path dataFolder) {
    this.source = source;
    this.node = node;
    this.store = storeId(dataFolder);
  }

  private static String storeId(Path dataFolder) {
    Path file = dataFolder.resolve("baton-store-id");
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
    try (Connection connection = source.getConnection()) {
      if (!take(connection, workflows)) {
        throw new IllegalStateException(
            "BATON-1405 node id '%s' is held by another live server; give each server its own -Dbaton.node.id, or wait %d s after it has gone"
                .formatted(node, EXPIRY_SECONDS));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("node lease: " + e.getMessage(), e);
    }
  }

  private boolean take(Connection connection, String workflows) throws SQLException {
    String sql =
        "INSERT INTO baton_node (node_id, store_id, boot_id, seen_at, workflows)"
            + " VALUES (?, ?, ?, clock_timestamp(), ?)"
            + " ON CONFLICT (node_id) DO UPDATE SET store_id = excluded.store_id,"
            + " boot_id = excluded.boot_id, seen_at = excluded.seen_at,"
            + " workflows = excluded.workflows"
            + " WHERE baton_node.store_id = excluded.store_id"
            + " OR baton_node.seen_at < clock_timestamp() - make_interval(secs => ?)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, node);
      insert.setString(2, store);
      insert.setString(3, boot);
      insert.setString(4, workflows);
      insert.setInt(5, EXPIRY_SECONDS);
      return insert.executeUpdate() == 1;
    }
  }

  /** False when somebody else holds the identifier now. */
  public boolean renew() throws SQLException {
    String sql =
        "UPDATE baton_node SET seen_at = clock_timestamp() WHERE node_id = ? AND boot_id = ?";
    try (Connection connection = source.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, node);
      update.setString(2, boot);
      return update.executeUpdate() == 1;
    }
  }

  /** True when slow work of that node and boot may still be under way. */
  boolean lives(String otherNode, String otherBoot) throws SQLException {
    String sql =
        "SELECT 1 FROM baton_node WHERE node_id = ? AND boot_id = ?"
            + " AND seen_at > clock_timestamp() - make_interval(secs => ?)";
    try (Connection connection = source.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, otherNode);
      select.setString(2, otherBoot);
      select.setInt(3, EXPIRY_SECONDS);
      try (ResultSet found = select.executeQuery()) {
        return found.next();
      }
    }
  }

  String node() {
    return node;
  }

  String boot() {
    return boot;
  }
}
