package io.baton.persistence.jpa;

import io.baton.model.CaseId;
import io.baton.model.RefId;
import io.baton.port.Destinations;
import io.baton.port.Services.Held;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Destinations, the tenants that wait at them and their requests, as rows. */
final class JpaDestinations implements Destinations {
  private static final String ALL =
      """
      SELECT d.destination, d.under_way, l.tenant, l.waiting
      FROM baton_destination d LEFT JOIN baton_lane l ON l.destination = d.destination
      WHERE d.under_way > 0 OR d.waiting > 0
      ORDER BY d.destination""";

  private final Sessions sessions;
  private final CaseSql sql;

  JpaDestinations(Sessions sessions, CaseSql sql) {
    this.sessions = sessions;
    this.sql = sql;
  }

  @Override
  public boolean enter(String destination, String tenant, Held request, Limit limit) {
    return sessions.write(
        session -> LockedDestination.of(session, sql, destination, limit).enter(tenant, request));
  }

  @Override
  public Left leave(String destination, CaseId id, RefId key, Limit limit) {
    return sessions.write(
        session -> LockedDestination.of(session, sql, destination, limit).leave(id, key));
  }

  @Override
  public List<Held> release(String destination, Limit limit, int max) {
    return sessions.write(
        session -> LockedDestination.of(session, sql, destination, limit).release(max));
  }

  @Override
  public List<Load> all() {
    return sessions.read(
        session -> {
          List<Load> all = new ArrayList<>();
          session
              .createNativeQuery(ALL, Object[].class)
              .addScalar("destination", String.class)
              .addScalar("under_way", Long.class)
              .addScalar("tenant", String.class)
              .addScalar("waiting", Long.class)
              .getResultStream()
              .forEach(row -> add(all, row));
          return all;
        });
  }

  private static void add(List<Load> all, @Nullable Object[] row) {
    String destination = String.valueOf(row[0]);
    Load last = all.isEmpty() ? null : all.get(all.size() - 1);
    Map<String, Long> waiting = new TreeMap<>();
    if (last != null && last.destination().equals(destination)) {
      waiting.putAll(last.waiting());
      all.remove(last);
    }
    if (row[2] instanceof String tenant && row[3] instanceof Long some) {
      waiting.put(tenant, some);
    }
    all.add(new Load(destination, row[1] instanceof Long count ? count : 0, waiting));
  }
}
