package io.baton.persistence.jpa;

/**
 * Says explicitly what PostgreSQL is good at. Times are {@code clock_timestamp()}: taken under the
 * lock, they grow with the turns, which the start of a transaction does not.
 */
final class PostgresSql implements CaseSql {
  @Override
  public String folder() {
    return "postgresql";
  }

  /** A failed statement would be the end of the transaction, hence no attempt to fail. */
  @Override
  public String insertCase() {
    return """
        INSERT INTO baton_case (case_id, workflow, version, status, turn, starter)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING""";
  }

  /** NO KEY: rows that refer to a case by a foreign key can be inserted meanwhile. */
  @Override
  public String lockCases() {
    return """
        SELECT * FROM baton_case WHERE case_id IN (:ids)
        ORDER BY case_id FOR NO KEY UPDATE""";
  }

  @Override
  public String moveCase() {
    return """
        UPDATE baton_case SET turn = :turn, status = :status, updated_at = clock_timestamp(),
          ended_at = CASE WHEN :ended THEN coalesce(ended_at, clock_timestamp()) END
        WHERE case_id = :id AND turn = :before""";
  }

  @Override
  public String handled() {
    return """
        SELECT t.case_id, t.command_id
        FROM unnest(CAST(:cases AS varchar[]), CAST(:commands AS varchar[]))
          AS asked (case_id, command_id)
        JOIN baton_turn t ON t.case_id = asked.case_id AND t.command_id = asked.command_id""";
  }
}
