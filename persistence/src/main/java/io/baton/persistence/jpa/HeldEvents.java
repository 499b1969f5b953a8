package io.baton.persistence.jpa;

import io.baton.api.HeldEvent;
import io.baton.port.GatewayStore;
import io.baton.port.GatewayStore.Actor;
import io.baton.port.GatewayStore.CarriedOut;
import io.baton.port.GatewayStore.Slot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Events of the inbox that wait for a person. */
final class HeldEvents {
  private static final String ALL =
      "SELECT part, pos, actor, failures, error FROM baton_gateway_inbox"
          + " WHERE gateway = ? AND held ORDER BY epoch, part, pos FETCH FIRST ? ROWS ONLY";
  private static final String RETRY =
      "UPDATE baton_gateway_inbox SET held = FALSE, failures = 0, due_at = NULL"
          + " WHERE gateway = ? AND part = ? AND pos = ? AND held AND NOT broken";
  private static final String ONE =
      "SELECT epoch, actor FROM baton_gateway_inbox"
          + " WHERE gateway = ? AND part = ? AND pos = ? AND held FOR UPDATE";

  private HeldEvents() {}

  static List<HeldEvent> all(Jdbc db, String gateway) throws SQLException {
    return db.list(ALL, HeldEvents::event, gateway, GatewayStore.MOST_HELD);
  }

  private static HeldEvent event(ResultSet row) throws SQLException {
    return new HeldEvent(
        row.getInt(1), row.getLong(2), row.getString(3), row.getInt(4), row.getString(5));
  }

  static boolean retry(Jdbc db, String gateway, int partition, long offset) throws SQLException {
    return db.update(RETRY, gateway, partition, offset) > 0;
  }

  static boolean skip(Jdbc db, CaseSql sql, String gateway, int partition, long offset)
      throws SQLException {
    List<Actor> skipped =
        db.list(
            ONE,
            row -> new Actor(row.getString(2), row.getLong(1), partition, offset, null),
            gateway,
            partition,
            offset);
    for (Actor of : skipped) {
      Slot slot = new Slot(gateway, of.epoch(), partition, 0);
      EffectTable.carriedOut(db, slot, List.of(CarriedOut.all(offset)));
      InboxTable.finish(db, slot, List.of(offset));
      Actor after = new Actor(of.name(), of.epoch(), partition, offset, state(db, gateway, of));
      ActorTable.keep(db, sql, gateway, List.of(after));
    }
    return !skipped.isEmpty();
  }

  private static @Nullable String state(Jdbc db, String gateway, Actor of) throws SQLException {
    Optional<Actor> there = ActorTable.lock(db, gateway, of.name());
    return there.filter(actor -> actor.epoch() == of.epoch()).map(Actor::state).orElse(null);
  }
}
