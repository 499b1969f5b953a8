package io.baton.persistence.jpa;

import io.baton.api.CaseStatus;
import io.baton.model.CaseId;
import io.baton.model.Payload;
import io.baton.model.WorkflowId;
import io.baton.port.CaseCatalog;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Subquery;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;

/** Finds cases by what stands in their rows, and by rows of their attributes. */
final class JpaCatalog implements CaseCatalog {
  private static final String REMOVE =
      "DELETE FROM baton_attribute WHERE case_id = :id AND name = :name";
  private static final String UNSUBSCRIBE = "DELETE FROM baton_subscription WHERE case_id = :id";
  private static final String SUBSCRIBERS =
      "SELECT case_id FROM baton_subscription WHERE signal = :signal AND signal_key = :key";

  private static final String RUNNING =
      """
      SELECT case_id FROM baton_case
      WHERE workflow = :workflow AND version = :version AND ended_at IS NULL AND case_id > :after
      ORDER BY case_id""";

  /** So many characters of a value are in the index. */
  private static final int INDEXED = 200;

  private final Sessions sessions;
  private final CaseSql sql;

  JpaCatalog(Sessions sessions, CaseSql sql) {
    this.sessions = sessions;
    this.sql = sql;
  }

  @Override
  public void setAttribute(CaseId id, String name, Payload value) {
    sessions.write(
        session ->
            value.json().isNull() ? remove(session, id, name) : set(session, id, name, value));
  }

  private int set(StatelessSession session, CaseId id, String name, Payload value) {
    return session
        .createNativeMutationQuery(sql.setAttribute())
        .setParameter("id", id.value())
        .setParameter("name", name)
        .setParameter("json", AttributeRow.text(value))
        .executeUpdate();
  }

  private static int remove(StatelessSession session, CaseId id, String name) {
    return session
        .createNativeMutationQuery(REMOVE)
        .setParameter("id", id.value())
        .setParameter("name", name)
        .executeUpdate();
  }

  @Override
  public void subscribe(CaseId id, String signal, String key) {
    sessions.write(
        session ->
            session
                .createNativeMutationQuery(sql.subscribe())
                .setParameter("signal", signal)
                .setParameter("key", key)
                .setParameter("id", id.value())
                .executeUpdate());
  }

  @Override
  public void unsubscribe(CaseId id) {
    sessions.write(
        session ->
            session
                .createNativeMutationQuery(UNSUBSCRIBE)
                .setParameter("id", id.value())
                .executeUpdate());
  }

  @Override
  public Set<CaseId> subscribers(String signal, String key) {
    return sessions.read(
        session ->
            session
                .createNativeQuery(SUBSCRIBERS, String.class)
                .setParameter("signal", signal)
                .setParameter("key", key)
                .getResultStream()
                .map(CaseId::new)
                .collect(Collectors.toSet()));
  }

  @Override
  public List<Found> find(Wanted wanted) {
    return sessions.read(
        session ->
            session
                .createSelectionQuery(query(wanted, session))
                .setMaxResults(wanted.max())
                .getResultStream()
                .map(JpaCatalog::found)
                .toList());
  }

  @Override
  public List<CaseId> running(WorkflowId workflow, @Nullable CaseId after, int max) {
    return sessions.read(
        session ->
            session
                .createNativeQuery(RUNNING, String.class)
                .addScalar("case_id", String.class)
                .setParameter("workflow", workflow.name())
                .setParameter("version", workflow.version())
                .setParameter("after", after == null ? "" : after.value())
                .setMaxResults(max)
                .getResultStream()
                .map(CaseId::new)
                .toList());
  }

  private static CriteriaQuery<CaseRow> query(Wanted wanted, StatelessSession session) {
    HibernateCriteriaBuilder is = session.getFactory().getCriteriaBuilder();
    CriteriaQuery<CaseRow> query = is.createQuery(CaseRow.class);
    Root<CaseRow> row = query.from(CaseRow.class);
    List<Predicate> all = new ArrayList<>();
    if (wanted.workflow() != null) {
      all.add(is.equal(row.get("workflow"), wanted.workflow()));
    }
    if (wanted.status() != null) {
      all.add(is.equal(row.get("status"), wanted.status().name()));
    }
    if (wanted.businessKey() != null) {
      all.add(is.equal(row.get("businessKey"), wanted.businessKey()));
    }
    wanted
        .attributes()
        .forEach((name, value) -> all.add(row.get("caseId").in(having(is, query, name, value))));
    return query
        .select(row)
        .where(all.toArray(Predicate[]::new))
        .orderBy(is.desc(row.get("createdAt")), is.asc(row.get("caseId")));
  }

  /** The beginning is compared, too, because that is what the index has. */
  private static Subquery<String> having(
      HibernateCriteriaBuilder is, CriteriaQuery<CaseRow> query, String name, Payload value) {
    Subquery<String> cases = query.subquery(String.class);
    Root<AttributeRow> attribute = cases.from(AttributeRow.class);
    String text = AttributeRow.text(value);
    var beginning = is.left(attribute.<String>get("json"), is.literal(INDEXED));
    return cases
        .select(attribute.get("caseId"))
        .where(
            is.equal(attribute.get("name"), name),
            is.equal(beginning, text.substring(0, Math.min(text.length(), INDEXED))),
            is.equal(attribute.get("json"), text));
  }

  private static Found found(CaseRow row) {
    return new Found(
        new CaseId(row.caseId),
        new WorkflowId(row.workflow, row.version),
        CaseStatus.valueOf(row.status),
        row.businessKey,
        row.createdAt,
        row.endedAt);
  }
}
