package io.baton.persistence.jpa;

import io.baton.model.Definition;
import io.baton.model.WorkflowId;
import io.baton.port.DefinitionStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;

/**
 * Definitions as rows. Whoever changes one has the one row of the counter locked, so that changes
 * commit in the order in which they are counted.
 */
final class JpaDefinitions implements DefinitionStore {
  private static final int DEPLOYER_COLUMN = 200;

  private static final String CHANGES = "SELECT changes FROM baton_definition_change WHERE id = 1";

  private static final String LOCK = CHANGES + " FOR UPDATE";

  private static final String COUNT =
      "UPDATE baton_definition_change SET changes = changes + 1 WHERE id = 1";

  private static final String ALL =
      """
      SELECT workflow, version, version_text, content_hash, deployed_at, deployed_by, retired_at
      FROM baton_definition ORDER BY workflow, version""";

  private static final String ONE =
      """
      SELECT workflow, version, version_text, content_hash, deployed_at, deployed_by, retired_at
      FROM baton_definition WHERE workflow = :workflow AND version = :version""";

  private static final String CONTENT =
      "SELECT content FROM baton_definition WHERE workflow = :workflow AND version = :version";

  private static final String INSERT =
      """
      INSERT INTO baton_definition (workflow, version, version_text, content, content_hash,
        deployed_at, deployed_by)
      VALUES (:workflow, :version, :text, :content, :hash, :at, :by)""";

  private static final String RETIRE =
      """
      UPDATE baton_definition SET retired_at = :at
      WHERE workflow = :workflow AND version = :version AND retired_at IS NULL""";

  private static final String DELETE =
      "DELETE FROM baton_definition WHERE workflow = :workflow AND version = :version";

  private static final String NEEDED =
      """
      SELECT count(*) AS cases FROM baton_case
      WHERE workflow = :workflow AND version = :version AND ended_at IS NULL""";

  private final Sessions sessions;
  private final CaseSql sql;

  JpaDefinitions(Sessions sessions, CaseSql sql) {
    this.sessions = sessions;
    this.sql = sql;
  }

  @Override
  public long changes() {
    return sessions.read(
        session ->
            session
                .createNativeQuery(CHANGES, Long.class)
                .addScalar("changes", Long.class)
                .getSingleResult());
  }

  @Override
  public List<Definition> all() {
    return sessions.read(
        session ->
            rows(session.createNativeQuery(ALL, Object[].class))
                .getResultStream()
                .map(JpaDefinitions::definition)
                .toList());
  }

  @Override
  public Optional<String> content(WorkflowId id) {
    return sessions.read(
        session ->
            session
                .createNativeQuery(CONTENT, String.class)
                .addScalar("content", String.class)
                .setParameter("workflow", id.name())
                .setParameter("version", id.version())
                .uniqueResultOptional());
  }

  @Override
  public Optional<Definition> keep(Document document, String by) {
    return sessions.write(
        session -> {
          lock(session);
          Optional<Definition> there = one(session, document.id());
          if (there.isEmpty()) {
            insert(session, document, by);
            count(session);
          }
          return there;
        });
  }

  private void insert(StatelessSession session, Document document, String by) {
    session
        .createNativeMutationQuery(INSERT)
        .setParameter("workflow", document.id().name())
        .setParameter("version", document.id().version())
        .setParameter("text", document.version())
        .setParameter("content", document.content())
        .setParameter("hash", document.hash())
        .setParameter("at", now(session))
        .setParameter("by", by.substring(0, Math.min(by.length(), DEPLOYER_COLUMN)))
        .executeUpdate();
  }

  @Override
  public boolean retire(WorkflowId id) {
    return sessions.write(
        session -> {
          lock(session);
          boolean there = one(session, id).isPresent();
          int retired =
              session
                  .createNativeMutationQuery(RETIRE)
                  .setParameter("workflow", id.name())
                  .setParameter("version", id.version())
                  .setParameter("at", now(session))
                  .executeUpdate();
          if (retired > 0) {
            count(session);
          }
          return there;
        });
  }

  @Override
  public Deletion delete(WorkflowId id) {
    return sessions.write(
        session -> {
          lock(session);
          Optional<Definition> there = one(session, id);
          if (there.isEmpty()) {
            return Deletion.UNKNOWN;
          }
          if (!there.get().retired()) {
            return Deletion.NOT_RETIRED;
          }
          if (isNeeded(session, id)) {
            return Deletion.NEEDED;
          }
          session
              .createNativeMutationQuery(DELETE)
              .setParameter("workflow", id.name())
              .setParameter("version", id.version())
              .executeUpdate();
          count(session);
          return Deletion.DELETED;
        });
  }

  private static boolean isNeeded(StatelessSession session, WorkflowId id) {
    long cases =
        session
            .createNativeQuery(NEEDED, Long.class)
            .addScalar("cases", Long.class)
            .setParameter("workflow", id.name())
            .setParameter("version", id.version())
            .getSingleResult();
    return cases > 0;
  }

  private static void lock(StatelessSession session) {
    session.createNativeQuery(LOCK, Long.class).addScalar("changes", Long.class).getSingleResult();
  }

  private static void count(StatelessSession session) {
    session.createNativeMutationQuery(COUNT).executeUpdate();
  }

  private Instant now(StatelessSession session) {
    return session
        .createNativeQuery(sql.now(), Instant.class)
        .addScalar("now_at", Instant.class)
        .getSingleResult();
  }

  private static Optional<Definition> one(StatelessSession session, WorkflowId id) {
    return rows(session.createNativeQuery(ONE, Object[].class))
        .setParameter("workflow", id.name())
        .setParameter("version", id.version())
        .uniqueResultOptional()
        .map(JpaDefinitions::definition);
  }

  private static NativeQuery<Object[]> rows(NativeQuery<Object[]> query) {
    return query
        .addScalar("workflow", String.class)
        .addScalar("version", Integer.class)
        .addScalar("version_text", String.class)
        .addScalar("content_hash", String.class)
        .addScalar("deployed_at", Instant.class)
        .addScalar("deployed_by", String.class)
        .addScalar("retired_at", Instant.class);
  }

  private static Definition definition(Object[] row) {
    return new Definition(
        new WorkflowId((String) row[0], (int) row[1]),
        (String) row[2],
        (String) row[3],
        (Instant) row[4],
        (String) row[5],
        (Instant) row[6]);
  }
}
