package io.baton.persistence.jpa;

import io.baton.port.GatewayStore.Slot;
import io.baton.port.GatewayStore.Taken;
import java.sql.SQLException;

/** How far each partition is read, and who has it. */
final class PartitionTable {
  private static final String DROP = "DELETE FROM baton_gateway_partition WHERE gateway = ?";
  private static final String NEXT_TERM =
      "UPDATE baton_gateway_partition SET term = term + 1, node = ?"
          + " WHERE gateway = ? AND epoch = ? AND part = ?";
  private static final String FIRST_TERM =
      "INSERT INTO baton_gateway_partition (gateway, epoch, part, next_offset, term, node)"
          + " VALUES (?, ?, ?, -1, 1, ?)";
  private static final String TAKEN =
      "SELECT term, next_offset FROM baton_gateway_partition"
          + " WHERE gateway = ? AND epoch = ? AND part = ?";
  private static final String MOVE =
      "UPDATE baton_gateway_partition SET next_offset = ?"
          + " WHERE gateway = ? AND epoch = ? AND part = ? AND term = ? AND next_offset = ?";
  private static final String HOLD =
      "SELECT part FROM baton_gateway_partition"
          + " WHERE gateway = ? AND epoch = ? AND part = ? AND term = ? FOR UPDATE";

  private PartitionTable() {}

  static int drop(Jdbc db, String gateway) throws SQLException {
    return db.update(DROP, gateway);
  }

  static Taken takeOver(Jdbc db, String gateway, long epoch, int partition, String node)
      throws SQLException {
    if (db.update(NEXT_TERM, node, gateway, epoch, partition) == 0) {
      db.update(FIRST_TERM, gateway, epoch, partition, node);
    }
    return db.list(
            TAKEN,
            row -> new Taken(new Slot(gateway, epoch, partition, row.getLong(1)), row.getLong(2)),
            gateway,
            epoch,
            partition)
        .get(0);
  }

  static boolean move(Jdbc db, Slot slot, long former, long next) throws SQLException {
    int moved =
        db.update(MOVE, next, slot.gateway(), slot.epoch(), slot.partition(), slot.term(), former);
    return moved == 1;
  }

  static boolean hold(Jdbc db, Slot slot) throws SQLException {
    return !db.list(
            HOLD, row -> row.getInt(1), slot.gateway(), slot.epoch(), slot.partition(), slot.term())
        .isEmpty();
  }
}
