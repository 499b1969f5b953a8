package io.baton.persistence.jpa;

import io.baton.port.GatewayStore.CarriedOut;
import io.baton.port.GatewayStore.Handled;
import io.baton.port.GatewayStore.Slot;
import io.baton.port.GatewayStore.Wish;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What handled events asked for, and nobody has carried out yet. */
final class EffectTable {
  private static final String DROP = "DELETE FROM baton_gateway_effect WHERE gateway = ?";
  private static final String INSERT =
      """
      INSERT INTO baton_gateway_effect (gateway, epoch, part, pos, num, actor, effect, wanted)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)""";
  private static final String IS_HANDLED =
      """
      SELECT i.pos FROM baton_gateway_inbox i
      WHERE i.gateway = ? AND i.epoch = ? AND i.part = ? AND i.pos = ? AND i.handled
        AND EXISTS (SELECT 1 FROM baton_gateway_partition p WHERE p.gateway = i.gateway
          AND p.epoch = i.epoch AND p.part = i.part AND p.term = ?)""";
  private static final String WISHES =
      "SELECT num, effect, wanted FROM baton_gateway_effect"
          + " WHERE gateway = ? AND epoch = ? AND part = ? AND pos = ? ORDER BY num";
  private static final String CARRIED_OUT =
      "DELETE FROM baton_gateway_effect"
          + " WHERE gateway = ? AND epoch = ? AND part = ? AND pos = ? AND num < ?";

  private EffectTable() {}

  static int drop(Jdbc db, String gateway) throws SQLException {
    return db.update(DROP, gateway);
  }

  /** In place of what was written when the commit was and nobody heard of it. */
  static void keep(Jdbc db, Slot slot, Collection<Handled> events) throws SQLException {
    carriedOut(db, slot, events.stream().map(event -> CarriedOut.all(event.offset())).toList());
    List<@Nullable Object[]> rows = new ArrayList<>();
    events.forEach(event -> event.wishes().forEach(wish -> rows.add(row(slot, event, wish))));
    db.batch(INSERT, rows);
  }

  private static @Nullable Object[] row(Slot slot, Handled event, Wish wish) {
    return new @Nullable Object[] {
      slot.gateway(),
      slot.epoch(),
      slot.partition(),
      event.offset(),
      wish.number(),
      event.actor(),
      wish.effect(),
      wish.value()
    };
  }

  static Optional<List<Wish>> wishes(Jdbc db, Slot slot, long offset) throws SQLException {
    List<Long> handled =
        db.list(
            IS_HANDLED,
            row -> row.getLong(1),
            slot.gateway(),
            slot.epoch(),
            slot.partition(),
            offset,
            slot.term());
    return handled.isEmpty()
        ? Optional.empty()
        : Optional.of(
            db.list(
                WISHES, EffectTable::wish, slot.gateway(), slot.epoch(), slot.partition(), offset));
  }

  private static Wish wish(ResultSet row) throws SQLException {
    return new Wish(row.getInt(1), row.getString(2), row.getString(3));
  }

  static void carriedOut(Jdbc db, Slot slot, Collection<CarriedOut> events) throws SQLException {
    List<@Nullable Object[]> gone = new ArrayList<>();
    events.forEach(
        event ->
            gone.add(
                new @Nullable Object[] {
                  slot.gateway(), slot.epoch(), slot.partition(), event.offset(), event.below()
                }));
    db.batch(CARRIED_OUT, gone);
  }
}
