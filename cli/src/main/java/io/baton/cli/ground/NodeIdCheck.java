package io.baton.cli.ground;

import io.baton.port.NodeClaim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Looks before a server's process starts whether its node id is free. The application looks, too,
 * but a server begins to recover before its applications: with another one's id it would roll back
 * what that one has prepared.
 */
public final class NodeIdCheck {
  private static final String HOLDER =
      "SELECT store_id FROM baton_node WHERE node_id = ?"
          + " AND seen_at > clock_timestamp() - make_interval(secs => ?)";

  private NodeIdCheck() {}

  /**
   * Asks by the rule of {@link NodeClaim}, as the application does.
   *
   * @param dataFolder the server's data folder, which holds its transaction log
   * @throws GroundFailure when a live server with another store holds the id
   */
  public static void refuseIfHeld(Connection database, String nodeId, Path dataFolder)
      throws IOException, SQLException {
    Path file = dataFolder.resolve(NodeClaim.STORE_FILE);
    String store = Files.exists(file) ? Files.readString(file).strip() : "";
    if (hasTable(database) && isHeld(database, nodeId, store)) {
      throw new GroundFailure(
          "BATON-9030 node id '%s' is held by another live server; give each server its own -Dbaton.node.id, or wait %d s after it has gone"
              .formatted(nodeId, NodeClaim.EXPIRY.toSeconds()));
    }
  }

  private static boolean hasTable(Connection database) throws SQLException {
    try (ResultSet tables =
        database.getMetaData().getTables(null, null, "baton_node", new String[] {"TABLE"})) {
      return tables.next();
    }
  }

  private static boolean isHeld(Connection database, String nodeId, String store)
      throws SQLException {
    try (PreparedStatement select = database.prepareStatement(HOLDER)) {
      select.setString(1, nodeId);
      select.setLong(2, NodeClaim.EXPIRY.toSeconds());
      try (ResultSet holder = select.executeQuery()) {
        return holder.next() && !holder.getString(1).equals(store);
      }
    }
  }
}
