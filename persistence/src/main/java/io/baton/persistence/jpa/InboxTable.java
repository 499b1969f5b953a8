package io.baton.persistence.jpa;

import io.baton.port.GatewayStore.Failed;
import io.baton.port.GatewayStore.Slot;
import io.baton.port.GatewayStore.Waiting;
import io.baton.wire.FlatJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events that wait: to be handled, or for what they asked for. */
final class InboxTable {
  private static final int ERROR_COLUMN = 1_000;

  private static final String DROP = "DELETE FROM baton_gateway_inbox WHERE gateway = ?";
  private static final String INSERT =
      """
      INSERT INTO baton_gateway_inbox (gateway, epoch, part, pos, actor, record_key, record_value,
        headers, at, failures, held, broken, error)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)""";
  private static final String WAITING =
      """
      SELECT i.pos, i.actor, i.record_key, i.record_value, i.headers, i.at, i.failures, i.due_at,
        i.handled
      FROM baton_gateway_inbox i WHERE i.gateway = ? AND i.epoch = ? AND i.part = ?
        AND NOT EXISTS (SELECT 1 FROM baton_gateway_inbox h WHERE h.gateway = i.gateway
          AND h.epoch = i.epoch AND h.part = i.part AND h.actor = i.actor AND h.held AND h.pos <= i.pos)
        AND i.pos > ?""";
  private static final String WAITING_ALL = WAITING + " ORDER BY i.pos FETCH FIRST ? ROWS ONLY";
  private static final String WAITING_ONE =
      WAITING + " AND i.actor = ? ORDER BY i.pos FETCH FIRST ? ROWS ONLY";
  private static final String HELD_ACTORS =
      "SELECT DISTINCT actor FROM baton_gateway_inbox"
          + " WHERE gateway = ? AND epoch = ? AND part = ? AND held";
  private static final String CLAIM =
      """
      SELECT i.pos FROM baton_gateway_inbox i
      WHERE i.gateway = ? AND i.epoch = ? AND i.part = ? AND i.pos = ? AND NOT i.held
        AND NOT i.handled
        AND EXISTS (SELECT 1 FROM baton_gateway_partition p WHERE p.gateway = i.gateway
          AND p.epoch = i.epoch AND p.part = i.part AND p.term = ?)
      FOR UPDATE""";
  private static final String FINISH =
      "DELETE FROM baton_gateway_inbox WHERE gateway = ? AND epoch = ? AND part = ? AND pos = ?";
  private static final String HANDLED =
      "UPDATE baton_gateway_inbox SET handled = TRUE, failures = 0, due_at = NULL, error = NULL"
          + " WHERE gateway = ? AND epoch = ? AND part = ? AND pos = ?";
  private static final String FAILED =
      "UPDATE baton_gateway_inbox SET failures = ?, due_at = ?, held = ?, error = ?"
          + " WHERE gateway = ? AND epoch = ? AND part = ? AND pos = ?";

  private InboxTable() {}

  static int drop(Jdbc db, String gateway) throws SQLException {
    return db.update(DROP, gateway);
  }

  static void insert(Jdbc db, Slot slot, List<Waiting> events) throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    events.forEach(event -> rows.add(row(slot, event)));
    db.batch(INSERT, rows);
  }

  private static @Nullable Object[] row(Slot slot, Waiting event) {
    boolean broken = event.error() != null;
    return new @Nullable Object[] {
      slot.gateway(),
      slot.epoch(),
      slot.partition(),
      event.offset(),
      event.actor(),
      event.key(),
      event.value(),
      FlatJson.write(event.headers()),
      event.at().atOffset(ZoneOffset.UTC),
      broken,
      broken,
      cut(event.error())
    };
  }

  static List<Waiting> waiting(Jdbc db, Slot slot, long after, int max) throws SQLException {
    return db.list(
        WAITING_ALL,
        InboxTable::waiting,
        slot.gateway(),
        slot.epoch(),
        slot.partition(),
        after,
        max);
  }

  static List<Waiting> waiting(Jdbc db, Slot slot, String actor, long after, int max)
      throws SQLException {
    return db.list(
        WAITING_ONE,
        InboxTable::waiting,
        slot.gateway(),
        slot.epoch(),
        slot.partition(),
        after,
        actor,
        max);
  }

  private static Waiting waiting(ResultSet row) throws SQLException {
    OffsetDateTime due = row.getObject(8, OffsetDateTime.class);
    return new Waiting(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        FlatJson.read(row.getString(5)),
        row.getObject(6, OffsetDateTime.class).toInstant(),
        row.getInt(7),
        due == null ? null : due.toInstant(),
        null,
        row.getBoolean(9));
  }

  static Set<String> heldActors(Jdbc db, Slot slot) throws SQLException {
    return new HashSet<>(
        db.list(
            HELD_ACTORS, row -> row.getString(1), slot.gateway(), slot.epoch(), slot.partition()));
  }

  static boolean claim(Jdbc db, Slot slot, long offset) throws SQLException {
    return !db.list(
            CLAIM,
            row -> row.getLong(1),
            slot.gateway(),
            slot.epoch(),
            slot.partition(),
            offset,
            slot.term())
        .isEmpty();
  }

  static void finish(Jdbc db, Slot slot, Collection<Long> offsets) throws SQLException {
    db.batch(FINISH, places(slot, offsets));
  }

  static void handled(Jdbc db, Slot slot, Collection<Long> offsets) throws SQLException {
    db.batch(HANDLED, places(slot, offsets));
  }

  private static List<@Nullable Object[]> places(Slot slot, Collection<Long> offsets) {
    List<@Nullable Object[]> places = new ArrayList<>();
    offsets.forEach(
        offset ->
            places.add(
                new @Nullable Object[] {slot.gateway(), slot.epoch(), slot.partition(), offset}));
    return places;
  }

  static int failed(Jdbc db, Slot slot, Failed failed) throws SQLException {
    return db.update(
        FAILED,
        failed.failures(),
        failed.due() == null ? null : failed.due().atOffset(ZoneOffset.UTC),
        failed.due() == null,
        cut(failed.error()),
        slot.gateway(),
        slot.epoch(),
        slot.partition(),
        failed.offset());
  }

  private static @Nullable String cut(@Nullable String error) {
    return error == null
        ? null
        : error.substring(0, Math.min(error.length(), ERROR_COLUMN)).replace('\0', '?');
  }
}
