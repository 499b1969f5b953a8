package io.baton.cli.ground;

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
          + " AND seen_at > CURRENT_TIMESTAMP - INTERVAL '30' SECOND";

  private NodeIdCheck() {}

  /**
   * Its own store takes a node id over at once; another one waits until it has not been renewed for
   * 30 s.
   *
   * @param dataFolder the server's data folder, which holds its transaction log
   * @throws GroundFailure when a live server with another store holds the id
   */
  public static void refuseIfHeld(Connection database, String nodeId, Path dataFolder)
      throws IOException, SQLException {
    Path file = dataFolder.resolve("baton-store-id");
    String store = Files.exists(file) ? Files.readString(file).strip() : "";
    if (hasTable(database) && isHeld(database, nodeId, store)) {
      throw new GroundFailure(
          "BATON-9030 node id '%s' is held by another live server; give each server its own"
                  .formatted(nodeId)
              + " -Dbaton.node.id, or wait 30 s after it has gone");
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
      try (ResultSet holder = select.executeQuery()) {
        return holder.next() && !holder.getString(1).equals(store);
      }
    }
  }
}
