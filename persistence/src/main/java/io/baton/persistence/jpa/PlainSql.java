package io.baton.persistence.jpa;

import java.util.List;

/**
 * Standard SQL, as H2 understands it, but for the clock: H2's own stands still in a transaction.
 */
final class PlainSql implements CaseSql {
  @Override
  public String folder() {
    return "h2";
  }

  @Override
  public List<String> waitForTurn() {
    return List.of();
  }

  @Override
  public String now() {
    return "SELECT date_trunc('MICROSECONDS', baton_now()) AS now_at";
  }

  @Override
  public String insertSchedule() {
    return """
        INSERT INTO baton_schedule (workflow, cron, zone, overlap, catch_up, next_due)
        SELECT :workflow, :cron, :zone, :overlap, :catchUp, :next
        WHERE NOT EXISTS (SELECT 1 FROM baton_schedule WHERE workflow = :workflow)""";
  }

  @Override
  public String lockDueSchedule() {
    return """
        SELECT cron, zone, overlap, catch_up, next_due, last_case FROM baton_schedule
        WHERE workflow = :workflow AND next_due <= CURRENT_TIMESTAMP
        FOR UPDATE SKIP LOCKED""";
  }

  @Override
  public String insertService() {
    return """
        INSERT INTO baton_service (service, state, shut)
        SELECT :service, 'UP', FALSE
        WHERE NOT EXISTS (SELECT 1 FROM baton_service WHERE service = :service)""";
  }

  @Override
  public String downServices() {
    return """
        SELECT service FROM baton_service WHERE service IN (:services)
          AND (shut OR state = 'DOWN' OR up_until <= baton_now())""";
  }

  @Override
  public String allServices() {
    return """
        SELECT s.service,
          (s.shut OR s.state = 'DOWN' OR coalesce(s.up_until <= baton_now(), FALSE)) AS is_down,
          s.shut, s.up_until,
          (SELECT count(*) FROM baton_held h WHERE h.service = s.service) AS held
        FROM baton_service s ORDER BY s.service""";
  }

  @Override
  public String freeRequests() {
    return """
        SELECT case_id, held_key, attempt, turn FROM baton_held
        WHERE (case_id, held_key) IN (
          SELECT h.case_id, h.held_key FROM baton_held h
          WHERE NOT EXISTS (SELECT 1 FROM baton_service s WHERE s.service = h.service
            AND (s.shut OR s.state = 'DOWN' OR s.up_until <= baton_now()))
          FETCH FIRST :max ROWS ONLY)
        FOR UPDATE SKIP LOCKED""";
  }

  @Override
  public String insertCase() {
    return """
        INSERT INTO baton_case (case_id, workflow, version, status, turn, command_id, starter,
          business_key, parent_id, created_at, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
  }

  @Override
  public String lockCases() {
    return """
        SELECT c.case_id, c.turn,
          coalesce(c.command_id, (SELECT t.command_id FROM baton_turn t
            WHERE t.case_id = c.case_id AND t.turn = c.turn)) AS command_id,
          date_trunc('MICROSECONDS', baton_now()) AS now_at
        FROM baton_case c WHERE c.case_id IN (:ids) ORDER BY c.case_id FOR UPDATE""";
  }

  @Override
  public String handled() {
    return """
        SELECT t.case_id, t.command_id
        FROM UNNEST(CAST(:cases AS varchar ARRAY), CAST(:commands AS varchar ARRAY))
          AS asked (case_id, command_id)
        JOIN baton_turn t ON t.case_id = asked.case_id AND t.command_id = asked.command_id""";
  }

  @Override
  public String insertLimit() {
    return "INSERT INTO baton_limit (workflow, taken, last_turn) VALUES (?, 0, 0)";
  }

  @Override
  public String insertDestination() {
    return """
        INSERT INTO baton_destination (destination, under_way, waiting, last_turn, saved, saved_at)
        VALUES (?, 0, 0, 0, 1e9, date_trunc('MICROSECONDS', baton_now()))""";
  }

  @Override
  public String lockDestination() {
    return """
        SELECT under_way, waiting, last_turn, saved, saved_at, date_trunc('MICROSECONDS', baton_now()) AS now_at
        FROM baton_destination WHERE destination = :destination FOR UPDATE""";
  }

  @Override
  public String insertCounter() {
    return """
        MERGE INTO baton_counter c
        USING (VALUES (CAST(:what AS varchar), CAST(:about AS varchar), CAST(:node AS varchar)))
          AS it (what, about, node)
        ON c.what = it.what AND c.about = it.about AND c.node = it.node
        WHEN NOT MATCHED THEN INSERT (what, about, node, times)
          VALUES (it.what, it.about, it.node, 0)""";
  }

  @Override
  public String insertLane() {
    return """
        MERGE INTO baton_record_lane l
        USING (VALUES (CAST(:source AS varchar), CAST(:lane AS integer))) AS it (source, lane)
        ON l.source = it.source AND l.lane = it.lane
        WHEN NOT MATCHED THEN INSERT (source, lane, last_offset, told_offset)
          VALUES (it.source, it.lane, -1, -1)""";
  }

  @Override
  public String expiredRecords() {
    return """
        SELECT id, kind, name, place, record_id, topic, record_key, record_value, written_at,
          headers, traceparent, tracestate
        FROM baton_record_kept
        WHERE until <= (SELECT baton_now()) AND id IN (
          SELECT id FROM baton_record_kept WHERE until <= (SELECT baton_now())
          ORDER BY until, id FETCH FIRST :max ROWS ONLY)
        ORDER BY until, id FOR UPDATE SKIP LOCKED""";
  }

  @Override
  public String skip() {
    return "MERGE INTO baton_skip (case_id, reason) KEY (case_id) VALUES (:id, :reason)";
  }

  @Override
  public String setTimer() {
    return """
        MERGE INTO baton_timer (case_id, timer_key, due_at) KEY (case_id, timer_key)
        VALUES (:id, :key, :due)""";
  }

  /** The limit is applied inside, because H2 locks every row that it sorts. */
  @Override
  public String dueTimers() {
    return """
        SELECT case_id, timer_key, due_at FROM baton_timer
        WHERE due_at <= (SELECT baton_now()) AND (case_id, timer_key) IN (
          SELECT case_id, timer_key FROM baton_timer WHERE due_at <= (SELECT baton_now())
          ORDER BY due_at FETCH FIRST :max ROWS ONLY)
        ORDER BY due_at FOR UPDATE SKIP LOCKED""";
  }

  @Override
  public String removeTimers() {
    return """
        DELETE FROM baton_timer WHERE (case_id, timer_key) IN (
          SELECT case_id, timer_key
          FROM UNNEST(CAST(:cases AS varchar ARRAY), CAST(:keys AS varchar ARRAY))
            AS taken (case_id, timer_key))""";
  }

  @Override
  public String setKeyTimer() {
    return """
        MERGE INTO baton_key_timer (topic, timer_key, due_at, to_topic, to_key, to_value)
          KEY (topic, timer_key)
        VALUES (:topic, :key, :due, :toTopic, :toKey, :text)""";
  }

  @Override
  public String dueKeyTimers() {
    return """
        SELECT topic, timer_key, due_at, to_topic, to_key, to_value FROM baton_key_timer
        WHERE due_at <= (SELECT baton_now()) AND (topic, timer_key) IN (
          SELECT topic, timer_key FROM baton_key_timer WHERE due_at <= (SELECT baton_now())
          ORDER BY due_at FETCH FIRST :max ROWS ONLY)
        ORDER BY due_at FOR UPDATE SKIP LOCKED""";
  }

  @Override
  public String keepSnapshot() {
    return """
        MERGE INTO baton_snapshot (case_id, turn, state) KEY (case_id)
        VALUES (:id, :turn, :state)""";
  }

  @Override
  public String setAttribute() {
    return """
        MERGE INTO baton_attribute (case_id, name, value_json) KEY (case_id, name)
        VALUES (:id, :name, :json)""";
  }

  @Override
  public String subscribe() {
    return """
        MERGE INTO baton_subscription (signal, signal_key, case_id)
          KEY (signal, signal_key, case_id)
        VALUES (:signal, :key, :id)""";
  }

  @Override
  public String keepActor() {
    return """
        MERGE INTO baton_gateway_actor (gateway, actor, epoch, part, pos, state)
          KEY (gateway, actor)
        VALUES (?, ?, ?, ?, ?, ?)""";
  }

  @Override
  public String insertGateway() {
    return """
        MERGE INTO baton_gateway g USING (VALUES (CAST(? AS varchar(100)))) AS it (gateway)
          ON g.gateway = it.gateway
        WHEN NOT MATCHED THEN INSERT (gateway, state, epoch) VALUES (it.gateway, 'START', 0)""";
  }

  @Override
  public String keepPoll() {
    return """
        MERGE INTO baton_poll p
          USING (VALUES (CAST(? AS varchar(100)), CAST(? AS varchar(90)),
            CAST(? AS varchar(100)), CAST(? AS bigint))) AS it (agent, poll_key, topic, millis)
          ON p.agent = it.agent AND p.poll_key = it.poll_key
        WHEN MATCHED THEN UPDATE SET topic = it.topic, every_millis = it.millis,
          due_at = baton_now()
        WHEN NOT MATCHED THEN INSERT (agent, poll_key, topic, every_millis, due_at, token)
          VALUES (it.agent, it.poll_key, it.topic, it.millis, baton_now(), 0)""";
  }

  @Override
  public String duePoll() {
    return """
        SELECT agent, poll_key, topic, every_millis, state, token FROM baton_poll
        WHERE (agent, poll_key) IN (SELECT agent, poll_key FROM baton_poll
          WHERE agent = ANY(?) AND due_at <= baton_now() ORDER BY due_at FETCH FIRST 1 ROW ONLY)
        FOR UPDATE SKIP LOCKED""";
  }
}
