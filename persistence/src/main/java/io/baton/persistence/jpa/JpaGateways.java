package io.baton.persistence.jpa;

import io.baton.api.GatewayState;
import io.baton.api.HeldEvent;
import io.baton.model.Gateway;
import io.baton.model.GatewaySettings;
import io.baton.port.GatewayStore;
import io.baton.wire.FlatJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gateways as rows. Events come and go by the hundred, so it is all JDBC. */
final class JpaGateways implements GatewayStore {
  private static final int ERROR_COLUMN = 1_000;

  private static final String ALL = "SELECT gateway, state, epoch, settings FROM baton_gateway";
  private static final String LOCK = ALL + " WHERE gateway = ? FOR UPDATE";
  private static final String SAVE =
      "UPDATE baton_gateway SET state = ?, epoch = ?, settings = ? WHERE gateway = ?";
  private static final String DROP_PARTITIONS =
      "DELETE FROM baton_gateway_partition WHERE gateway = ?";
  private static final String DROP_INBOX = "DELETE FROM baton_gateway_inbox WHERE gateway = ?";

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

  private static final String INSERT =
      """
      INSERT INTO baton_gateway_inbox (gateway, epoch, part, pos, actor, record_key, record_value,
        headers, at, failures, held, broken, error)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)""";
  private static final String WAITING =
      """
      SELECT i.pos, i.actor, i.record_key, i.record_value, i.headers, i.at, i.failures, i.due_at
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
        AND EXISTS (SELECT 1 FROM baton_gateway_partition p WHERE p.gateway = i.gateway
          AND p.epoch = i.epoch AND p.part = i.part AND p.term = ?)
      FOR UPDATE""";
  private static final String FINISH =
      "DELETE FROM baton_gateway_inbox WHERE gateway = ? AND epoch = ? AND part = ? AND pos = ?";
  private static final String FAILED =
      "UPDATE baton_gateway_inbox SET failures = ?, due_at = ?, held = ?, error = ?"
          + " WHERE gateway = ? AND epoch = ? AND part = ? AND pos = ?";

  private static final String ACTORS =
      "SELECT actor, epoch, part, pos, state FROM baton_gateway_actor"
          + " WHERE gateway = ? AND actor = ANY(?)";
  private static final String LOCK_ACTOR =
      "SELECT actor, epoch, part, pos, state FROM baton_gateway_actor"
          + " WHERE gateway = ? AND actor = ? FOR UPDATE";

  private static final String HELD =
      "SELECT part, pos, actor, failures, error FROM baton_gateway_inbox"
          + " WHERE gateway = ? AND held ORDER BY epoch, part, pos FETCH FIRST ? ROWS ONLY";
  private static final String RETRY =
      "UPDATE baton_gateway_inbox SET held = FALSE, failures = 0, due_at = NULL"
          + " WHERE gateway = ? AND part = ? AND pos = ? AND held AND NOT broken";
  private static final String HELD_ONE =
      "SELECT epoch, actor FROM baton_gateway_inbox"
          + " WHERE gateway = ? AND part = ? AND pos = ? AND held FOR UPDATE";

  private static final String UNSCHEDULE =
      "DELETE FROM baton_poll WHERE agent = ? AND poll_key = ?";
  private static final String PUT_OFF =
      "UPDATE baton_poll SET due_at = ?, token = ? WHERE agent = ? AND poll_key = ?";
  private static final String POLLED =
      "UPDATE baton_poll SET due_at = ?, state = ?"
          + " WHERE agent = ? AND poll_key = ? AND token = ?";

  private final Sessions sessions;
  private final CaseSql sql;

  JpaGateways(Sessions sessions, CaseSql sql) {
    this.sessions = sessions;
    this.sql = sql;
  }

  @Override
  public List<Gateway> all() {
    return jdbc(db -> db.list(ALL, JpaGateways::gateway));
  }

  @Override
  public Gateway lock(String name) {
    return jdbc(
        db -> {
          db.update(sql.insertGateway(), name);
          return db.list(LOCK, JpaGateways::gateway, name).get(0);
        });
  }

  @Override
  public void save(Gateway changed) {
    @Nullable GatewaySettings settings = changed.settings();
    jdbc(
        db ->
            db.update(
                SAVE,
                changed.state().name(),
                changed.epoch(),
                settings == null ? null : FlatJson.write(settings.all()),
                changed.name()));
  }

  private static Gateway gateway(ResultSet row) throws SQLException {
    String settings = row.getString(4);
    return new Gateway(
        row.getString(1),
        GatewayState.valueOf(row.getString(2)),
        row.getLong(3),
        settings == null ? null : new GatewaySettings(FlatJson.read(settings)));
  }

  /** The partitions first: who is taking events in holds one, and what it puts is seen then. */
  @Override
  public void drop(String gateway) {
    jdbc(
        db -> {
          db.update(DROP_PARTITIONS, gateway);
          return db.update(DROP_INBOX, gateway);
        });
  }

  /** One at a time by the gateway's row, so a term is inserted by one only. */
  @Override
  public Optional<Taken> takeOver(String gateway, long epoch, int partition, String node) {
    return jdbc(
        db -> {
          boolean runs =
              db.list(LOCK, JpaGateways::gateway, gateway).stream()
                  .anyMatch(it -> it.state() == GatewayState.RUNNING && it.epoch() == epoch);
          if (!runs) {
            return Optional.empty();
          }
          if (db.update(NEXT_TERM, node, gateway, epoch, partition) == 0) {
            db.update(FIRST_TERM, gateway, epoch, partition, node);
          }
          return Optional.of(
              db.list(
                      TAKEN,
                      row ->
                          new Taken(
                              new Slot(gateway, epoch, partition, row.getLong(1)), row.getLong(2)),
                      gateway,
                      epoch,
                      partition)
                  .get(0));
        });
  }

  @Override
  public boolean accept(Slot slot, long former, long next, List<Waiting> events) {
    return jdbc(
        db -> {
          int moved =
              db.update(
                  MOVE, next, slot.gateway(), slot.epoch(), slot.partition(), slot.term(), former);
          if (moved == 0) {
            return false;
          }
          List<@Nullable Object[]> rows = new ArrayList<>();
          events.forEach(event -> rows.add(row(slot, event)));
          db.batch(INSERT, rows);
          return true;
        });
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
      time(event.at()),
      broken,
      broken,
      cut(event.error())
    };
  }

  @Override
  public List<Waiting> waiting(Slot slot, long after, int max) {
    return jdbc(
        db ->
            db.list(
                WAITING_ALL,
                JpaGateways::waiting,
                slot.gateway(),
                slot.epoch(),
                slot.partition(),
                after,
                max));
  }

  @Override
  public List<Waiting> waiting(Slot slot, String actor, long after, int max) {
    return jdbc(
        db ->
            db.list(
                WAITING_ONE,
                JpaGateways::waiting,
                slot.gateway(),
                slot.epoch(),
                slot.partition(),
                after,
                actor,
                max));
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
        null);
  }

  @Override
  public Set<String> held(Slot slot) {
    return new HashSet<>(
        jdbc(
            db ->
                db.list(
                    HELD_ACTORS,
                    row -> row.getString(1),
                    slot.gateway(),
                    slot.epoch(),
                    slot.partition())));
  }

  @Override
  public Map<String, Actor> actors(String gateway, Collection<String> names) {
    String[] wanted = names.toArray(String[]::new);
    return jdbc(db -> db.list(ACTORS, JpaGateways::actor, gateway, wanted)).stream()
        .collect(Collectors.toMap(Actor::name, Function.identity()));
  }

  @Override
  public Optional<Actor> lockActor(String gateway, String name) {
    return jdbc(db -> db.list(LOCK_ACTOR, JpaGateways::actor, gateway, name)).stream().findFirst();
  }

  private static Actor actor(ResultSet row) throws SQLException {
    return new Actor(
        row.getString(1), row.getLong(2), row.getInt(3), row.getLong(4), row.getString(5));
  }

  @Override
  public boolean hold(Slot slot) {
    return jdbc(
        db ->
            !db.list(
                    HOLD,
                    row -> row.getInt(1),
                    slot.gateway(),
                    slot.epoch(),
                    slot.partition(),
                    slot.term())
                .isEmpty());
  }

  @Override
  public boolean claim(Slot slot, long offset) {
    return jdbc(
        db ->
            !db.list(
                    CLAIM,
                    row -> row.getLong(1),
                    slot.gateway(),
                    slot.epoch(),
                    slot.partition(),
                    offset,
                    slot.term())
                .isEmpty());
  }

  @Override
  public void finish(Slot slot, Collection<Long> offsets, Collection<Actor> actors) {
    List<@Nullable Object[]> gone = new ArrayList<>();
    offsets.forEach(
        offset ->
            gone.add(
                new @Nullable Object[] {slot.gateway(), slot.epoch(), slot.partition(), offset}));
    List<@Nullable Object[]> kept = new ArrayList<>();
    actors.forEach(actor -> kept.add(row(slot.gateway(), actor)));
    jdbc(
        db -> {
          db.batch(FINISH, gone);
          db.batch(sql.keepActor(), kept);
          return gone;
        });
  }

  private static @Nullable Object[] row(String gateway, Actor actor) {
    return new @Nullable Object[] {
      gateway, actor.name(), actor.epoch(), actor.partition(), actor.offset(), actor.state()
    };
  }

  @Override
  public void failed(Slot slot, Failed failed) {
    jdbc(
        db ->
            db.update(
                FAILED,
                failed.failures(),
                failed.due() == null ? null : time(failed.due()),
                failed.due() == null,
                cut(failed.error()),
                slot.gateway(),
                slot.epoch(),
                slot.partition(),
                failed.offset()));
  }

  @Override
  public List<HeldEvent> held(String gateway) {
    return jdbc(
        db ->
            db.list(
                HELD,
                row ->
                    new HeldEvent(
                        row.getInt(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getInt(4),
                        row.getString(5)),
                gateway,
                MOST_HELD));
  }

  @Override
  public boolean retry(String gateway, int partition, long offset) {
    return jdbc(db -> db.update(RETRY, gateway, partition, offset) > 0);
  }

  @Override
  public boolean skip(String gateway, int partition, long offset) {
    return jdbc(
        db -> {
          List<Actor> skipped =
              db.list(
                  HELD_ONE,
                  row -> new Actor(row.getString(2), row.getLong(1), partition, offset, null),
                  gateway,
                  partition,
                  offset);
          for (Actor of : skipped) {
            db.update(FINISH, gateway, of.epoch(), partition, offset);
            List<Actor> there = db.list(LOCK_ACTOR, JpaGateways::actor, gateway, of.name());
            @Nullable String state =
                there.stream()
                    .filter(actor -> actor.epoch() == of.epoch() && actor.state() != null)
                    .map(Actor::state)
                    .findFirst()
                    .orElse(null);
            db.update(
                sql.keepActor(),
                row(gateway, new Actor(of.name(), of.epoch(), partition, offset, state)));
          }
          return !skipped.isEmpty();
        });
  }

  @Override
  public void schedule(Poll poll) {
    jdbc(
        db ->
            db.update(sql.keepPoll(), poll.agent(), poll.key(), poll.topic(), poll.everyMillis()));
  }

  @Override
  public void unschedule(String agent, String key) {
    jdbc(db -> db.update(UNSCHEDULE, agent, key));
  }

  @Override
  public Optional<Poll> due(Set<String> agents, long patienceMillis) {
    String[] wanted = agents.toArray(String[]::new);
    return jdbc(
        db -> {
          List<Poll> due = db.list(sql.duePoll(), JpaGateways::next, (Object) wanted);
          for (Poll poll : due) {
            db.update(PUT_OFF, after(db, patienceMillis), poll.token(), poll.agent(), poll.key());
          }
          return due.stream().findFirst();
        });
  }

  private static Poll next(ResultSet row) throws SQLException {
    return new Poll(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getLong(4),
        row.getString(5),
        row.getLong(6) + 1);
  }

  @Override
  public boolean polled(Poll taken, @Nullable String state) {
    return jdbc(
        db ->
            db.update(
                    POLLED,
                    after(db, taken.everyMillis()),
                    state,
                    taken.agent(),
                    taken.key(),
                    taken.token())
                == 1);
  }

  private OffsetDateTime after(Jdbc db, long millis) throws SQLException {
    return db.list(sql.now(), row -> row.getObject(1, OffsetDateTime.class))
        .get(0)
        .plusNanos(millis * 1_000_000);
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable String cut(@Nullable String error) {
    return error == null
        ? null
        : error.substring(0, Math.min(error.length(), ERROR_COLUMN)).replace('\0', '?');
  }

  private <T> T jdbc(Work<T> work) {
    return sessions.write(
        session -> session.doReturningWork(connection -> work.on(new Jdbc(connection))));
  }

  /** What is done on a connection. */
  @FunctionalInterface
  private interface Work<T> {
    T on(Jdbc db) throws SQLException;
  }
}
