package io.baton.persistence.jpa;

/** Standard SQL, as H2 understands it. */
final class PlainSql implements CaseSql {
  @Override
  public String folder() {
    return "h2";
  }

  @Override
  public String insertCase() {
    return """
        INSERT INTO baton_case (case_id, workflow, version, status, turn, starter)
        VALUES (?, ?, ?, ?, ?, ?)""";
  }

  @Override
  public String lockCases() {
    return "SELECT * FROM baton_case WHERE case_id IN (:ids) ORDER BY case_id FOR UPDATE";
  }

  @Override
  public String moveCase() {
    return """
        UPDATE baton_case SET turn = :turn, status = :status, updated_at = CURRENT_TIMESTAMP,
          ended_at = CASE WHEN :ended THEN coalesce(ended_at, CURRENT_TIMESTAMP) END
        WHERE case_id = :id AND turn = :before""";
  }

  @Override
  public String handled() {
    return """
        SELECT t.case_id, t.command_id
        FROM UNNEST(CAST(:cases AS varchar ARRAY), CAST(:commands AS varchar ARRAY))
          AS asked (case_id, command_id)
        JOIN baton_turn t ON t.case_id = asked.case_id AND t.command_id = asked.command_id""";
  }
}
