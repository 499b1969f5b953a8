package io.baton.persistence.jpa;

import io.baton.api.StartOn.CatchUp;
import io.baton.api.StartOn.Overlap;
import io.baton.model.CaseId;
import io.baton.model.Schedule;
import io.baton.port.Schedules;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.hibernate.StatelessSession;
import org.hibernate.query.MutationQuery;
import org.jspecify.annotations.Nullable;

/** Schedules as rows, one for each workflow; few, so nothing of this is in a hurry. */
final class JpaSchedules implements Schedules {
  private static final String FORGET = "DELETE FROM baton_schedule WHERE workflow = :workflow";

  private static final String MOVE_ON =
      "UPDATE baton_schedule SET next_due = :next, last_case = :last WHERE workflow = :workflow";

  private static final String CHANGE =
      """
      UPDATE baton_schedule SET cron = :cron, zone = :zone, overlap = :overlap,
        catch_up = :catchUp, next_due = :next
      WHERE workflow = :workflow AND NOT (cron = :cron AND zone = :zone AND overlap = :overlap
        AND catch_up = :catchUp)""";

  private static final String EARLIEST =
      "SELECT min(next_due) AS next_due FROM baton_schedule WHERE workflow IN (:workflows)";

  private final Sessions sessions;
  private final CaseSql sql;

  JpaSchedules(Sessions sessions, CaseSql sql) {
    this.sessions = sessions;
    this.sql = sql;
  }

  @Override
  public void keep(Schedule schedule, Instant first) {
    sessions.write(
        session -> {
          write(session.createNativeMutationQuery(sql.insertSchedule()), schedule, first);
          return write(session.createNativeMutationQuery(CHANGE), schedule, first);
        });
  }

  private static int write(MutationQuery query, Schedule schedule, Instant next) {
    return query
        .setParameter("workflow", schedule.workflow())
        .setParameter("cron", schedule.cron())
        .setParameter("zone", schedule.zone())
        .setParameter("overlap", schedule.overlap().name())
        .setParameter("catchUp", schedule.catchUp().name())
        .setParameter("next", next)
        .executeUpdate();
  }

  @Override
  public void forget(String workflow) {
    sessions.write(
        session ->
            session
                .createNativeMutationQuery(FORGET)
                .setParameter("workflow", workflow)
                .executeUpdate());
  }

  @Override
  public Optional<Instant> earliest(Set<String> workflows) {
    return sessions.read(
        session ->
            Optional.ofNullable(
                session
                    .createNativeQuery(EARLIEST, Instant.class)
                    .addScalar("next_due", Instant.class)
                    .setParameterList("workflows", workflows)
                    .getSingleResultOrNull()));
  }

  @Override
  public Optional<Due> lockDue(String workflow) {
    return sessions.write(session -> lockDue(session, workflow));
  }

  private Optional<Due> lockDue(StatelessSession session, String workflow) {
    return session
        .createNativeQuery(sql.lockDueSchedule(), Object[].class)
        .addScalar("cron", String.class)
        .addScalar("zone", String.class)
        .addScalar("overlap", String.class)
        .addScalar("catch_up", String.class)
        .addScalar("next_due", Instant.class)
        .addScalar("last_case", String.class)
        .setParameter("workflow", workflow)
        .uniqueResultOptional()
        .map(row -> due(workflow, row));
  }

  private static Due due(String workflow, Object[] row) {
    Schedule schedule =
        new Schedule(
            workflow,
            (String) row[0],
            (String) row[1],
            Overlap.valueOf((String) row[2]),
            CatchUp.valueOf((String) row[3]));
    return new Due(schedule, (Instant) row[4], row[5] == null ? null : new CaseId((String) row[5]));
  }

  @Override
  public void moveOn(String workflow, @Nullable Instant next, @Nullable CaseId last) {
    sessions.write(
        session ->
            session
                .createNativeMutationQuery(MOVE_ON)
                .setParameter("workflow", workflow)
                .setParameter("next", next, Instant.class)
                .setParameter("last", last == null ? null : last.value(), String.class)
                .executeUpdate());
  }
}
