package io.baton.persistence.jpa;

import io.baton.api.GatewayState;
import io.baton.model.Gateway;
import io.baton.model.GatewaySettings;
import io.baton.wire.FlatJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gateways, a row each. */
final class GatewayTable {
  private static final String ALL = "SELECT gateway, state, epoch, settings FROM baton_gateway";
  private static final String LOCK = ALL + " WHERE gateway = ? FOR UPDATE";
  private static final String SAVE =
      "UPDATE baton_gateway SET state = ?, epoch = ?, settings = ? WHERE gateway = ?";

  private GatewayTable() {}

  static List<Gateway> all(Jdbc db) throws SQLException {
    return db.list(ALL, GatewayTable::gateway);
  }

  static Optional<Gateway> lock(Jdbc db, String name) throws SQLException {
    return db.list(LOCK, GatewayTable::gateway, name).stream().findFirst();
  }

  static int save(Jdbc db, Gateway changed) throws SQLException {
    @Nullable GatewaySettings settings = changed.settings();
    return db.update(
        SAVE,
        changed.state().name(),
        changed.epoch(),
        settings == null ? null : FlatJson.write(settings.all()),
        changed.name());
  }

  private static Gateway gateway(ResultSet row) throws SQLException {
    String settings = row.getString(4);
    return new Gateway(
        row.getString(1),
        GatewayState.valueOf(row.getString(2)),
        row.getLong(3),
        settings == null ? null : new GatewaySettings(FlatJson.read(settings)));
  }
}
