package io.baton.persistence.jpa;

import java.util.List;
import java.util.Optional;

/**
 * Says explicitly what PostgreSQL is good at. Times are {@code clock_timestamp()}: taken under the
 * lock, they grow with the turns, which the start of a transaction does not.
 */
final class PostgresSql implements CaseSql {
  @Override
  public String folder() {
    return "postgresql";
  }

  /** However long the other node's migration takes; the number is Baton's alone, by chance. */
  @Override
  public List<String> waitForTurn() {
    return List.of(
        "SET LOCAL lock_timeout = 0", "SELECT pg_advisory_xact_lock(4711902264315520113)");
  }

  @Override
  public String now() {
    return "SELECT clock_timestamp() AS now_at";
  }

  @Override
  public String insertSchedule() {
    return """
        INSERT INTO baton_schedule (workflow, cron, zone, overlap, catch_up, next_due)
        VALUES (:workflow, :cron, :zone, :overlap, :catchUp, :next)
        ON CONFLICT DO NOTHING""";
  }

  @Override
  public String lockDueSchedule() {
    return """
        SELECT cron, zone, overlap, catch_up, next_due, last_case FROM baton_schedule
        WHERE workflow = :workflow AND next_due <= clock_timestamp()
        FOR UPDATE SKIP LOCKED""";
  }

  @Override
  public String insertService() {
    return """
        INSERT INTO baton_service (service, state, shut) VALUES (:service, 'UP', FALSE)
        ON CONFLICT DO NOTHING""";
  }

  @Override
  public String downServices() {
    return """
        SELECT service FROM baton_service WHERE service IN (:services)
          AND (shut OR state = 'DOWN' OR up_until <= clock_timestamp())""";
  }

  @Override
  public String allServices() {
    return """
        SELECT s.service,
          (s.shut OR s.state = 'DOWN' OR coalesce(s.up_until <= clock_timestamp(), FALSE))
            AS is_down,
          s.shut, s.up_until,
          (SELECT count(*) FROM baton_held h WHERE h.service = s.service) AS held
        FROM baton_service s ORDER BY s.service""";
  }

  @Override
  public String freeRequests() {
    return """
        SELECT h.case_id, h.held_key, h.attempt, h.turn FROM baton_held h
        WHERE NOT EXISTS (SELECT 1 FROM baton_service s WHERE s.service = h.service
          AND (s.shut OR s.state = 'DOWN' OR s.up_until <= clock_timestamp()))
        LIMIT :max FOR UPDATE OF h SKIP LOCKED""";
  }

  /** A failed statement would be the end of the transaction, hence no attempt to fail. */
  @Override
  public String insertCase() {
    return """
        INSERT INTO baton_case (case_id, workflow, version, status, turn, command_id, starter,
          business_key, parent_id, created_at, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING""";
  }

  /**
   * NO KEY: rows that refer to a case by a foreign key can be inserted meanwhile. Who waited for
   * the lock has the newest row, but of other tables what was there before: the journal is asked
   * only for a row that was written before there was a command in it.
   */
  @Override
  public String lockCases() {
    return """
        SELECT c.case_id, c.turn,
          coalesce(c.command_id, (SELECT t.command_id FROM baton_turn t
            WHERE t.case_id = c.case_id AND t.turn = c.turn)) AS command_id,
          clock_timestamp() AS now_at
        FROM baton_case c WHERE c.case_id IN (:ids)
        ORDER BY c.case_id FOR NO KEY UPDATE OF c""";
  }

  @Override
  public Optional<Columns> columns() {
    String insertCases =
        """
        INSERT INTO baton_case (case_id, workflow, version, status, turn, command_id, starter,
          business_key, parent_id, created_at, updated_at)
        SELECT c.*, c.at FROM unnest(CAST(? AS varchar[]), CAST(? AS varchar[]),
            CAST(? AS integer[]), CAST(? AS varchar[]), CAST(? AS bigint[]), CAST(? AS varchar[]),
            CAST(? AS varchar[]), CAST(? AS varchar[]), CAST(? AS varchar[]),
            CAST(? AS timestamptz[]))
          AS c (case_id, workflow, version, status, turn, command_id, starter, business_key,
            parent_id, at)
        ON CONFLICT DO NOTHING RETURNING case_id""";
    String insertTurns =
        """
        INSERT INTO baton_turn (case_id, turn, command_id, node, at, events)
        SELECT * FROM unnest(CAST(? AS varchar[]), CAST(? AS bigint[]), CAST(? AS varchar[]),
          CAST(? AS varchar[]), CAST(? AS timestamptz[]), CAST(? AS text[]))""";
    String moveCases =
        """
        UPDATE baton_case c SET turn = m.turn, command_id = m.command_id, status = m.status,
          version = m.version, updated_at = m.at,
          ended_at = CASE WHEN m.ended THEN coalesce(c.ended_at, m.at) END
        FROM unnest(CAST(? AS varchar[]), CAST(? AS bigint[]), CAST(? AS bigint[]),
            CAST(? AS varchar[]), CAST(? AS varchar[]), CAST(? AS integer[]),
            CAST(? AS timestamptz[]), CAST(? AS boolean[]))
          AS m (case_id, turn_before, turn, command_id, status, version, at, ended)
        WHERE c.case_id = m.case_id AND c.turn = m.turn_before""";
    return Optional.of(new Columns(insertCases, insertTurns, moveCases));
  }

  @Override
  public String handled() {
    return """
        SELECT t.case_id, t.command_id
        FROM unnest(CAST(:cases AS varchar[]), CAST(:commands AS varchar[]))
          AS asked (case_id, command_id)
        JOIN baton_turn t ON t.case_id = asked.case_id AND t.command_id = asked.command_id""";
  }

  @Override
  public String insertLimit() {
    return """
        INSERT INTO baton_limit (workflow, taken, last_turn) VALUES (?, 0, 0)
        ON CONFLICT DO NOTHING""";
  }

  @Override
  public String insertDestination() {
    return """
        INSERT INTO baton_destination (destination, under_way, waiting, last_turn, saved, saved_at)
        VALUES (?, 0, 0, 0, 1e9, clock_timestamp())
        ON CONFLICT DO NOTHING""";
  }

  @Override
  public String lockDestination() {
    return """
        SELECT under_way, waiting, last_turn, saved, saved_at, clock_timestamp() AS now_at
        FROM baton_destination WHERE destination = :destination FOR UPDATE""";
  }

  @Override
  public String insertCounter() {
    return """
        INSERT INTO baton_counter (what, about, node, times) VALUES (:what, :about, :node, 0)
        ON CONFLICT DO NOTHING""";
  }

  @Override
  public String insertLane() {
    return """
        INSERT INTO baton_record_lane (source, lane, last_offset, told_offset)
        VALUES (:source, :lane, -1, -1)
        ON CONFLICT DO NOTHING""";
  }

  @Override
  public String expiredRecords() {
    return """
        SELECT id, kind, name, place, record_id, topic, record_key, record_value, written_at,
          headers, traceparent, tracestate
        FROM baton_record_kept WHERE until <= (SELECT clock_timestamp())
        ORDER BY until, id LIMIT :max FOR UPDATE SKIP LOCKED""";
  }

  @Override
  public String skip() {
    return """
        INSERT INTO baton_skip (case_id, reason) VALUES (:id, :reason)
        ON CONFLICT DO NOTHING""";
  }

  @Override
  public String setTimer() {
    return """
        INSERT INTO baton_timer (case_id, timer_key, due_at) VALUES (:id, :key, :due)
        ON CONFLICT (case_id, timer_key) DO UPDATE SET due_at = excluded.due_at""";
  }

  /**
   * The clock in a subquery of its own is read once, so that the index ends the search; compared
   * directly, it would be read for each of a million rows.
   */
  @Override
  public String dueTimers() {
    return """
        SELECT case_id, timer_key, due_at FROM baton_timer
        WHERE due_at <= (SELECT clock_timestamp())
        ORDER BY due_at LIMIT :max FOR UPDATE SKIP LOCKED""";
  }

  @Override
  public String removeTimers() {
    return """
        DELETE FROM baton_timer t
        USING unnest(CAST(:cases AS varchar[]), CAST(:keys AS varchar[]))
          AS taken (case_id, timer_key)
        WHERE t.case_id = taken.case_id AND t.timer_key = taken.timer_key""";
  }

  @Override
  public String setKeyTimer() {
    return """
        INSERT INTO baton_key_timer (topic, timer_key, due_at, to_topic, to_key, to_value)
        VALUES (:topic, :key, :due, :toTopic, :toKey, :text)
        ON CONFLICT (topic, timer_key) DO UPDATE SET due_at = excluded.due_at,
          to_topic = excluded.to_topic, to_key = excluded.to_key, to_value = excluded.to_value""";
  }

  @Override
  public String dueKeyTimers() {
    return """
        SELECT topic, timer_key, due_at, to_topic, to_key, to_value FROM baton_key_timer
        WHERE due_at <= (SELECT clock_timestamp())
        ORDER BY due_at LIMIT :max FOR UPDATE SKIP LOCKED""";
  }

  @Override
  public String keepSnapshot() {
    return """
        INSERT INTO baton_snapshot (case_id, turn, state) VALUES (:id, :turn, :state)
        ON CONFLICT (case_id) DO UPDATE SET turn = excluded.turn, state = excluded.state""";
  }

  @Override
  public String setAttribute() {
    return """
        INSERT INTO baton_attribute (case_id, name, value_json) VALUES (:id, :name, :json)
        ON CONFLICT (case_id, name) DO UPDATE SET value_json = excluded.value_json""";
  }

  @Override
  public String subscribe() {
    return """
        INSERT INTO baton_subscription (signal, signal_key, case_id) VALUES (:signal, :key, :id)
        ON CONFLICT DO NOTHING""";
  }

  @Override
  public String keepActor() {
    return """
        INSERT INTO baton_gateway_actor (gateway, actor, epoch, part, pos, state)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (gateway, actor) DO UPDATE SET epoch = excluded.epoch, part = excluded.part,
          pos = excluded.pos, state = excluded.state""";
  }

  @Override
  public String insertGateway() {
    return """
        INSERT INTO baton_gateway (gateway, state, epoch) VALUES (?, 'START', 0)
        ON CONFLICT DO NOTHING""";
  }

  @Override
  public String keepPoll() {
    return """
        INSERT INTO baton_poll (agent, poll_key, topic, every_millis, due_at, token)
        VALUES (?, ?, ?, ?, clock_timestamp(), 0)
        ON CONFLICT (agent, poll_key) DO UPDATE SET topic = excluded.topic,
          every_millis = excluded.every_millis, due_at = excluded.due_at""";
  }

  @Override
  public String duePoll() {
    return """
        SELECT agent, poll_key, topic, every_millis, state, token FROM baton_poll
        WHERE agent = ANY(?) AND due_at <= (SELECT clock_timestamp())
        ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED""";
  }
}
