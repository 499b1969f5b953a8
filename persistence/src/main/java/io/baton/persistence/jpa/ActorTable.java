package io.baton.persistence.jpa;

import io.baton.port.GatewayStore.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is kept of each key. */
final class ActorTable {
  private static final String SOME =
      "SELECT actor, epoch, part, pos, state FROM baton_gateway_actor"
          + " WHERE gateway = ? AND actor = ANY(?)";
  private static final String LOCK =
      "SELECT actor, epoch, part, pos, state FROM baton_gateway_actor"
          + " WHERE gateway = ? AND actor = ? FOR UPDATE";

  private ActorTable() {}

  static Map<String, Actor> some(Jdbc db, String gateway, Collection<String> names)
      throws SQLException {
    String[] wanted = names.toArray(String[]::new);
    return db.list(SOME, ActorTable::actor, gateway, wanted).stream()
        .collect(Collectors.toMap(Actor::name, Function.identity()));
  }

  static Optional<Actor> lock(Jdbc db, String gateway, String name) throws SQLException {
    return db.list(LOCK, ActorTable::actor, gateway, name).stream().findFirst();
  }

  private static Actor actor(ResultSet row) throws SQLException {
    return new Actor(
        row.getString(1), row.getLong(2), row.getInt(3), row.getLong(4), row.getString(5));
  }

  static void keep(Jdbc db, CaseSql sql, String gateway, Collection<Actor> actors)
      throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    actors.forEach(
        actor ->
            rows.add(
                new @Nullable Object[] {
                  gateway,
                  actor.name(),
                  actor.epoch(),
                  actor.partition(),
                  actor.offset(),
                  actor.state()
                }));
    db.batch(sql.keepActor(), rows);
  }
}
