package io.baton.persistence.jpa;

import io.baton.model.CaseId;
import io.baton.model.RefId;
import io.baton.port.Destinations.Left;
import io.baton.port.Destinations.Limit;
import io.baton.port.Services.Held;
import java.sql.PreparedStatement;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.hibernate.query.MutationQuery;

/**
 * A destination whose row is locked. That row is locked first: who waited for it asks for the
 * others afterwards, and so sees them as they are.
 */
final class LockedDestination {
  private static final System.Logger LOG = System.getLogger(LockedDestination.class.getName());

  private static final String SET =
      """
      UPDATE baton_destination SET under_way = :underWay, waiting = :waiting, last_turn = :last,
        saved = :saved, saved_at = :at WHERE destination = :destination""";
  private static final String MINE =
      """
      SELECT under_way, tenant FROM baton_request
      WHERE destination = :destination AND case_id = :id AND held_key = :key""";
  private static final String ADD =
      """
      INSERT INTO baton_request
        (destination, case_id, held_key, tenant, attempt, case_turn, turn, under_way)
      VALUES (:destination, :id, :key, :tenant, :attempt, :caseTurn, :turn, :underWay)""";
  private static final String REMOVE =
      """
      DELETE FROM baton_request
      WHERE destination = :destination AND case_id = :id AND held_key = :key""";
  private static final String REMOVE_UNDER_WAY =
      "DELETE FROM baton_request WHERE destination = :destination AND under_way";
  private static final String CALL =
      """
      UPDATE baton_request SET under_way = TRUE
      WHERE destination = :destination AND case_id = :id AND held_key = :key""";
  private static final String FIRST_TENANT =
      """
      SELECT tenant FROM baton_lane WHERE destination = :destination
      ORDER BY turn FETCH FIRST 1 ROW ONLY""";
  private static final String FIRST_OF_TENANT =
      """
      SELECT case_id, held_key, attempt, case_turn FROM baton_request
      WHERE destination = :destination AND tenant = :tenant AND NOT under_way
      ORDER BY turn FETCH FIRST 1 ROW ONLY""";
  private static final String ONE_MORE =
      """
      UPDATE baton_lane SET waiting = waiting + 1
      WHERE destination = :destination AND tenant = :tenant""";
  private static final String ONE_LESS =
      """
      UPDATE baton_lane SET waiting = waiting - 1
      WHERE destination = :destination AND tenant = :tenant""";
  private static final String ADD_TENANT =
      """
      INSERT INTO baton_lane (destination, tenant, waiting, turn)
      VALUES (:destination, :tenant, 1, :turn)""";
  private static final String REMOVE_TENANT =
      """
      DELETE FROM baton_lane
      WHERE destination = :destination AND tenant = :tenant AND waiting <= 0""";
  private static final String TO_THE_END =
      """
      UPDATE baton_lane SET turn = :turn
      WHERE destination = :destination AND tenant = :tenant""";

  private final StatelessSession session;
  private final String destination;
  private final Limit limit;
  private final Instant now;
  private int underWay;
  private int waiting;
  private long last;
  private double saved;

  private LockedDestination(
      StatelessSession session, String destination, Limit limit, Object[] row) {
    this.session = session;
    this.destination = destination;
    this.limit = limit;
    this.underWay = (int) row[0];
    this.waiting = (int) row[1];
    this.last = (long) row[2];
    Instant since = (Instant) row[4];
    Instant read = (Instant) row[5];
    this.now = read.isBefore(since) ? since : read; // It may have been read before the lock came.
    double passed = Duration.between(since, now).toNanos() / 1e9;
    this.saved = Math.min(limit.most(), (double) row[3] + passed * limit.perSecond());
  }

  static LockedDestination of(
      StatelessSession session, CaseSql sql, String destination, Limit limit) {
    return lock(session, sql, destination, limit)
        .orElseGet(
            () -> {
              insert(session, sql, destination);
              return lock(session, sql, destination, limit).orElseThrow();
            });
  }

  private static Optional<LockedDestination> lock(
      StatelessSession session, CaseSql sql, String destination, Limit limit) {
    return session
        .createNativeQuery(sql.lockDestination(), Object[].class)
        .addScalar("under_way", Integer.class)
        .addScalar("waiting", Integer.class)
        .addScalar("last_turn", Long.class)
        .addScalar("saved", Double.class)
        .addScalar("saved_at", Instant.class)
        .addScalar("now_at", Instant.class)
        .setParameter("destination", destination)
        .uniqueResultOptional()
        .map(row -> new LockedDestination(session, destination, limit, row));
  }

  /** By JDBC, since a failure that is an answer must not end the transaction. */
  private static void insert(StatelessSession session, CaseSql sql, String destination) {
    session.doWork(
        connection -> {
          try (PreparedStatement insert = connection.prepareStatement(sql.insertDestination())) {
            insert.setString(1, destination);
            insert.executeUpdate();
          } catch (SQLIntegrityConstraintViolationException e) {
            // Another transaction was the first: its row is there now.
            LOG.log(System.Logger.Level.DEBUG, "{0} is counted already", destination);
          }
        });
  }

  boolean enter(String tenant, Held request) {
    Optional<Object[]> mine = mine(request.id(), request.key());
    if (mine.isPresent()) {
      return (boolean) mine.get()[0];
    }
    boolean free = waiting == 0 && hasRoom();
    last++;
    sql(ADD)
        .setParameter("id", request.id().value())
        .setParameter("key", request.key().value())
        .setParameter("tenant", tenant)
        .setParameter("attempt", request.attempt())
        .setParameter("caseTurn", request.turn())
        .setParameter("turn", last)
        .setParameter("underWay", free)
        .executeUpdate();
    if (free) {
      take();
    } else {
      waiting++;
      if (sql(ONE_MORE).setParameter("tenant", tenant).executeUpdate() == 0) {
        sql(ADD_TENANT).setParameter("tenant", tenant).setParameter("turn", ++last).executeUpdate();
      }
    }
    save();
    return free;
  }

  Left leave(CaseId id, RefId key) {
    Optional<Object[]> mine = mine(id, key);
    boolean waited = mine.isPresent() && !(boolean) mine.get()[0];
    if (mine.isPresent()) {
      of(REMOVE, id, key).executeUpdate();
      if (waited) {
        leaveLine((String) mine.get()[1]);
      } else {
        underWay--;
      }
    }
    List<Held> next = next(Integer.MAX_VALUE);
    if (mine.isPresent() || !next.isEmpty()) {
      save();
    }
    return new Left(waited, next);
  }

  List<Held> release(int max) {
    List<Held> next = next(max);
    if (limit.isNone()) {
      sql(REMOVE_UNDER_WAY).executeUpdate();
      underWay = 0;
    }
    if (!next.isEmpty() || limit.isNone()) {
      save();
    }
    return next;
  }

  private List<Held> next(int max) {
    List<Held> next = new ArrayList<>();
    while (next.size() < max && waiting > 0 && hasRoom()) {
      String tenant =
          session
              .createNativeQuery(FIRST_TENANT, String.class)
              .setParameter("destination", destination)
              .getSingleResult();
      Held first = first(tenant);
      of(CALL, first.id(), first.key()).executeUpdate();
      take();
      sql(TO_THE_END).setParameter("tenant", tenant).setParameter("turn", ++last).executeUpdate();
      leaveLine(tenant);
      next.add(first);
    }
    return next;
  }

  private Held first(String tenant) {
    Object[] row =
        session
            .createNativeQuery(FIRST_OF_TENANT, Object[].class)
            .addScalar("case_id", String.class)
            .addScalar("held_key", String.class)
            .addScalar("attempt", Integer.class)
            .addScalar("case_turn", Long.class)
            .setParameter("destination", destination)
            .setParameter("tenant", tenant)
            .getSingleResult();
    return new Held(
        new CaseId((String) row[0]), new RefId((String) row[1]), (int) row[2], (long) row[3]);
  }

  private boolean hasRoom() {
    return (limit.atOnce() == 0 || underWay < limit.atOnce())
        && (limit.perSecond() == 0 || saved >= 1);
  }

  private void take() {
    underWay++;
    saved -= limit.perSecond() == 0 ? 0 : 1;
  }

  private void leaveLine(String tenant) {
    waiting--;
    sql(ONE_LESS).setParameter("tenant", tenant).executeUpdate();
    sql(REMOVE_TENANT).setParameter("tenant", tenant).executeUpdate();
  }

  /** Whether the request is under way, and whose it is; empty when it is not in line either. */
  private Optional<Object[]> mine(CaseId id, RefId key) {
    return session
        .createNativeQuery(MINE, Object[].class)
        .addScalar("under_way", Boolean.class)
        .addScalar("tenant", String.class)
        .setParameter("destination", destination)
        .setParameter("id", id.value())
        .setParameter("key", key.value())
        .uniqueResultOptional();
  }

  private MutationQuery of(String text, CaseId id, RefId key) {
    return sql(text).setParameter("id", id.value()).setParameter("key", key.value());
  }

  private MutationQuery sql(String text) {
    return session.createNativeMutationQuery(text).setParameter("destination", destination);
  }

  private void save() {
    sql(SET)
        .setParameter("underWay", underWay)
        .setParameter("waiting", waiting)
        .setParameter("last", last)
        .setParameter("saved", saved)
        .setParameter("at", now)
        .executeUpdate();
  }
}
