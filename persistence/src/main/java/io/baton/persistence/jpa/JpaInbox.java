package io.baton.persistence.jpa;

import io.baton.model.RecordId;
import io.baton.model.StreamRecord;
import io.baton.model.Trace;
import io.baton.port.Inbox;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** Lanes as rows that are locked, and records that wait as rows in their order. */
final class JpaInbox implements Inbox {
  private static final String LOCK =
      "SELECT last_offset FROM baton_record_lane WHERE source = :source AND lane = :lane FOR UPDATE";
  private static final String MOVE =
      "UPDATE baton_record_lane SET last_offset = :last WHERE source = :source AND lane = :lane";
  private static final String TELL =
      """
      UPDATE baton_record_lane SET told_offset = :missing
      WHERE source = :source AND lane = :lane AND told_offset < :missing""";
  private static final String LANES =
      "SELECT source, lane, last_offset FROM baton_record_lane ORDER BY source, lane";
  private static final String COUNT =
      "SELECT count(*) AS there FROM baton_record_kept WHERE place = :place AND kind = :kind AND name = :name";
  private static final String KEEP =
      """
      INSERT INTO baton_record_kept (kind, name, place, until, record_id, topic, record_key,
        record_value, written_at, headers, traceparent, tracestate)
      VALUES (:kind, :name, :place, :until, :record, :topic, :key, :value, :at, :headers, :parent,
        :state)""";
  private static final String TAKE =
      """
      SELECT id, kind, name, place, record_id, topic, record_key, record_value, written_at,
        headers, traceparent, tracestate
      FROM baton_record_kept WHERE place = :place AND kind = :kind AND name = :name
      ORDER BY id FOR UPDATE""";
  private static final String REMOVE = "DELETE FROM baton_record_kept WHERE id IN (:ids)";
  private static final String READY =
      """
      SELECT DISTINCT k.kind, k.name, k.place FROM baton_record_kept k
      WHERE (k.kind = 'CASE'
          AND EXISTS (SELECT 1 FROM baton_case c WHERE c.case_id = k.place))
        OR (k.kind = 'SIGNAL'
          AND EXISTS (SELECT 1 FROM baton_subscription s
            WHERE s.signal = k.name AND s.signal_key = k.place))
        OR (k.kind = 'ATTRIBUTE'
          AND EXISTS (SELECT 1 FROM baton_attribute a
            JOIN baton_case c ON c.case_id = a.case_id AND c.ended_at IS NULL
            WHERE a.name = k.name AND left(a.value_json, 200) = left(k.place, 200)
              AND a.value_json = k.place))""";

  private final Sessions sessions;
  private final CaseSql sql;

  JpaInbox(Sessions sessions, CaseSql sql) {
    this.sessions = sessions;
    this.sql = sql;
  }

  @Override
  public long lock(Lane lane) {
    return sessions.write(
        session -> {
          Optional<Long> there = last(session, lane);
          if (there.isPresent()) {
            return there.get();
          }
          session
              .createNativeMutationQuery(sql.insertLane())
              .setParameter("source", lane.source())
              .setParameter("lane", lane.number())
              .executeUpdate();
          return last(session, lane).orElseThrow();
        });
  }

  private static Optional<Long> last(StatelessSession session, Lane lane) {
    return session
        .createNativeQuery(LOCK, Long.class)
        .addScalar("last_offset", Long.class)
        .setParameter("source", lane.source())
        .setParameter("lane", lane.number())
        .uniqueResultOptional();
  }

  @Override
  public void moveOn(Lane lane, long offset) {
    sessions.write(
        session ->
            session
                .createNativeMutationQuery(MOVE)
                .setParameter("source", lane.source())
                .setParameter("lane", lane.number())
                .setParameter("last", offset)
                .executeUpdate());
  }

  @Override
  public boolean tell(Lane lane, long missing) {
    return sessions.write(
        session ->
            session
                    .createNativeMutationQuery(TELL)
                    .setParameter("source", lane.source())
                    .setParameter("lane", lane.number())
                    .setParameter("missing", missing)
                    .executeUpdate()
                == 1);
  }

  @Override
  public List<Reached> lanes() {
    return sessions.read(
        session ->
            session
                .createNativeQuery(LANES, Object[].class)
                .addScalar("source", String.class)
                .addScalar("lane", Integer.class)
                .addScalar("last_offset", Long.class)
                .getResultStream()
                .map(row -> new Reached(new Lane((String) row[0], (int) row[1]), (long) row[2]))
                .toList());
  }

  @Override
  public boolean keep(Place place, StreamRecord record, Instant until) {
    return sessions.write(
        session -> hasRoom(session, place) && keep(session, place, record, until));
  }

  private static boolean hasRoom(StatelessSession session, Place place) {
    return at(session.createNativeQuery(COUNT, Long.class), place)
            .addScalar("there", Long.class)
            .getSingleResult()
        < MAX_KEPT;
  }

  private static boolean keep(
      StatelessSession session, Place place, StreamRecord record, Instant until) {
    @Nullable Trace trace = record.trace();
    return session
            .createNativeMutationQuery(KEEP)
            .setParameter("kind", place.kind().name())
            .setParameter("name", place.name())
            .setParameter("place", place.value())
            .setParameter("until", until)
            .setParameter("record", record.id().text())
            .setParameter("topic", record.topic())
            .setParameter("key", record.key(), String.class)
            .setParameter("value", record.value(), String.class)
            .setParameter("at", record.at())
            .setParameter("headers", record.headers(), String.class)
            .setParameter("parent", trace == null ? null : trace.traceparent(), String.class)
            .setParameter("state", trace == null ? null : trace.tracestate(), String.class)
            .executeUpdate()
        == 1;
  }

  private static <T> NativeQuery<T> at(NativeQuery<T> query, Place place) {
    return query
        .setParameter("kind", place.kind().name())
        .setParameter("name", place.name())
        .setParameter("place", place.value());
  }

  @Override
  public List<StreamRecord> take(Place place) {
    return sessions.write(
        session ->
            remove(session, at(session.createNativeQuery(TAKE, Object[].class), place)).stream()
                .map(Expired::record)
                .toList());
  }

  @Override
  public List<Place> ready(int max) {
    return sessions.read(
        session ->
            session
                .createNativeQuery(READY, Object[].class)
                .addScalar("kind", String.class)
                .addScalar("name", String.class)
                .addScalar("place", String.class)
                .setMaxResults(max)
                .getResultStream()
                .map(row -> place(row[0], row[1], row[2]))
                .toList());
  }

  @Override
  public List<Expired> expired(int max) {
    return sessions.write(
        session ->
            remove(
                session,
                session
                    .createNativeQuery(sql.expiredRecords(), Object[].class)
                    .setParameter("max", max)));
  }

  private static List<Expired> remove(StatelessSession session, NativeQuery<Object[]> locking) {
    List<Object[]> rows =
        locking
            .addScalar("id", Long.class)
            .addScalar("kind", String.class)
            .addScalar("name", String.class)
            .addScalar("place", String.class)
            .addScalar("record_id", String.class)
            .addScalar("topic", String.class)
            .addScalar("record_key", String.class)
            .addScalar("record_value", String.class)
            .addScalar("written_at", Instant.class)
            .addScalar("headers", String.class)
            .addScalar("traceparent", String.class)
            .addScalar("tracestate", String.class)
            .getResultList();
    if (!rows.isEmpty()) {
      session
          .createNativeMutationQuery(REMOVE)
          .setParameterList("ids", rows.stream().map(row -> (Long) row[0]).toList())
          .executeUpdate();
    }
    return rows.stream().map(JpaInbox::expired).toList();
  }

  private static Expired expired(@Nullable Object[] row) {
    StreamRecord record =
        new StreamRecord(
            RecordId.read(text(row[4])),
            text(row[5]),
            (String) row[6],
            (String) row[7],
            row[8] instanceof Instant at ? at : Instant.EPOCH,
            null,
            (String) row[9],
            Trace.read((String) row[10], (String) row[11]));
    return new Expired(place(row[1], row[2], row[3]), record);
  }

  private static Place place(@Nullable Object kind, @Nullable Object name, @Nullable Object value) {
    return new Place(Kind.valueOf(text(kind)), text(name), text(value));
  }

  private static String text(@Nullable Object column) {
    return String.valueOf(column);
  }
}
