package io.baton.persistence.jpa;

import io.baton.model.CaseId;
import io.baton.model.RefId;
import io.baton.port.Services;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Services and what is held for them, as rows. */
final class JpaServices implements Services {
  private static final String TOLD =
      "UPDATE baton_service SET state = :state, up_until = :until WHERE service = :service";
  private static final String SHUT =
      "UPDATE baton_service SET shut = :shut WHERE service = :service";
  private static final String HOLD =
      """
      INSERT INTO baton_held (case_id, held_key, service, attempt, turn)
      VALUES (:id, :key, :service, :attempt, :turn)""";
  private static final String FREE =
      "DELETE FROM baton_held WHERE case_id = :id AND held_key = :key";

  private final Sessions sessions;
  private final CaseSql sql;

  JpaServices(Sessions sessions, CaseSql sql) {
    this.sessions = sessions;
    this.sql = sql;
  }

  @Override
  public void tell(
      String service, @Nullable State told, @Nullable Instant until, @Nullable Boolean shut) {
    sessions.write(
        session -> {
          int rows =
              session
                  .createNativeMutationQuery(sql.insertService())
                  .setParameter("service", service)
                  .executeUpdate();
          if (told != null) {
            rows += tell(session, service, told, until);
          }
          if (shut != null) {
            rows += shut(session, service, shut);
          }
          return rows;
        });
  }

  private static int tell(
      StatelessSession session, String service, State told, @Nullable Instant until) {
    return session
        .createNativeMutationQuery(TOLD)
        .setParameter("service", service)
        .setParameter("state", told.name())
        .setParameter("until", until, Instant.class)
        .executeUpdate();
  }

  private static int shut(StatelessSession session, String service, boolean shut) {
    return session
        .createNativeMutationQuery(SHUT)
        .setParameter("service", service)
        .setParameter("shut", shut)
        .executeUpdate();
  }

  @Override
  public Set<String> down(Set<String> services) {
    return services.isEmpty()
        ? Set.of()
        : sessions.read(
            session ->
                session
                    .createNativeQuery(sql.downServices(), String.class)
                    .setParameterList("services", services)
                    .getResultStream()
                    .collect(Collectors.toSet()));
  }

  @Override
  public List<Health> all() {
    return sessions.read(
        session ->
            session
                .createNativeQuery(sql.allServices(), Object[].class)
                .addScalar("service", String.class)
                .addScalar("is_down", Boolean.class)
                .addScalar("shut", Boolean.class)
                .addScalar("up_until", Instant.class)
                .addScalar("held", Long.class)
                .getResultStream()
                .map(JpaServices::health)
                .toList());
  }

  private static Health health(Object[] row) {
    State state = (boolean) row[1] ? State.DOWN : State.UP;
    return new Health(
        (String) row[0], state, (boolean) row[2], (@Nullable Instant) row[3], (long) row[4]);
  }

  @Override
  public void hold(String service, Held held) {
    sessions.write(
        session -> {
          free(session, held.id(), held.key()); // An earlier attempt's, which is over.
          return session
              .createNativeMutationQuery(HOLD)
              .setParameter("id", held.id().value())
              .setParameter("key", held.key().value())
              .setParameter("service", service)
              .setParameter("attempt", held.attempt())
              .setParameter("turn", held.turn())
              .executeUpdate();
        });
  }

  @Override
  public void drop(CaseId id, RefId key) {
    sessions.write(session -> free(session, id, key));
  }

  @Override
  public List<Held> release(int max) {
    return sessions.write(
        session -> {
          List<Held> free = lockFree(session, max);
          free.forEach(held -> free(session, held.id(), held.key()));
          return free;
        });
  }

  private List<Held> lockFree(StatelessSession session, int max) {
    return session
        .createNativeQuery(sql.freeRequests(), Object[].class)
        .addScalar("case_id", String.class)
        .addScalar("held_key", String.class)
        .addScalar("attempt", Integer.class)
        .addScalar("turn", Long.class)
        .setParameter("max", max)
        .getResultStream()
        .map(JpaServices::held)
        .toList();
  }

  private static Held held(Object[] row) {
    return new Held(
        new CaseId((String) row[0]), new RefId((String) row[1]), (int) row[2], (long) row[3]);
  }

  private static int free(StatelessSession session, CaseId id, RefId key) {
    return session
        .createNativeMutationQuery(FREE)
        .setParameter("id", id.value())
        .setParameter("key", key.value())
        .executeUpdate();
  }
}
