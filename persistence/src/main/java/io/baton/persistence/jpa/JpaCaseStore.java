package io.baton.persistence.jpa;

import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.CommandId;
import io.baton.model.Incident;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import io.baton.port.CaseCatalog;
import io.baton.port.CaseStore;
import io.baton.port.Counters;
import io.baton.port.DefinitionStore;
import io.baton.port.Destinations;
import io.baton.port.GatewayStore;
import io.baton.port.Inbox;
import io.baton.port.KeyTimers;
import io.baton.port.Places;
import io.baton.port.Schedules;
import io.baton.port.Services;
import io.baton.port.SkipList;
import io.baton.port.Timers;
import io.baton.wire.CaseCodec;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;

/**
 * Keeps cases in a relational database through Hibernate. An ordinary step writes two rows: one
 * turn is inserted, one case is updated.
 */
public final class JpaCaseStore implements CaseStore, AutoCloseable {
  private final Sessions sessions;
  private final CaseSql sql;
  private final String node;
  private final Timers timers;
  private final Schedules schedules;
  private final Services services;
  private final CaseCatalog catalog;
  private final DefinitionStore definitions;
  private final Places places;
  private final SkipList skipList;
  private final Destinations destinations;
  private final Counters counters;
  private final GatewayStore gateways;
  private final KeyTimers keyTimers;
  private final Inbox inbox;

  JpaCaseStore(Sessions sessions, CaseSql sql, String node) {
    this.sessions = sessions;
    this.sql = sql;
    this.node = node;
    this.timers = new JpaTimers(sessions, sql);
    this.schedules = new JpaSchedules(sessions, sql);
    this.services = new JpaServices(sessions, sql);
    this.catalog = new JpaCatalog(sessions, sql);
    this.definitions = new JpaDefinitions(sessions, sql);
    this.places = new JpaPlaces(sessions, sql);
    this.destinations = new JpaDestinations(sessions, sql);
    this.keyTimers = new JpaKeyTimers(sessions, sql);
    this.counters = new JpaCounters(sessions, sql, node);
    this.inbox = new JpaInbox(sessions, sql);
    this.skipList = new JpaSkipList(sessions, sql);
    this.gateways = new JpaGateways(sessions, sql);
  }

  @Override
  public boolean create(Case started, Turn start) {
    return sessions.write(session -> new Writing(session, sql, node).create(started, start));
  }

  @Override
  public Set<CaseId> create(Collection<Move> starts) {
    return sessions.write(session -> new Writing(session, sql, node).create(starts));
  }

  @Override
  public Set<Command> handled(Collection<? extends Command> commands) {
    List<? extends Command> asked =
        commands.stream().filter(command -> !(command instanceof Command.Reply)).toList();
    if (asked.isEmpty()) {
      return Set.of();
    }
    Set<Done> done = sessions.read(session -> done(session, asked));
    return asked.stream()
        .filter(command -> done.contains(new Done(command.caseId(), command.id())))
        .collect(Collectors.toSet());
  }

  private Set<Done> done(StatelessSession session, List<? extends Command> asked) {
    return session
        .createNativeQuery(sql.handled(), Object[].class)
        .setParameter("cases", asked.stream().map(c -> c.caseId().value()).toArray(String[]::new))
        .setParameter("commands", asked.stream().map(c -> c.id().value()).toArray(String[]::new))
        .getResultStream()
        .map(pair -> new Done(new CaseId((String) pair[0]), new CommandId((String) pair[1])))
        .collect(Collectors.toSet());
  }

  @Override
  public Optional<Case> read(CaseId id) {
    return sessions.read(session -> new Reading(session).read(id));
  }

  @Override
  public Map<CaseId, Case> read(Collection<CaseId> ids) {
    return sessions.read(session -> new Reading(session).read(ids));
  }

  @Override
  public Optional<WorkflowId> workflow(CaseId id) {
    return sessions.read(
        session ->
            session
                .createSelectionQuery(
                    "select c.workflow, c.version from CaseRow c where c.caseId = :id",
                    Object[].class)
                .setParameter("id", id.value())
                .uniqueResultOptional()
                .map(row -> new WorkflowId((String) row[0], (int) row[1])));
  }

  @Override
  public Map<CaseId, WorkflowId> workflows(Collection<CaseId> ids) {
    Map<CaseId, WorkflowId> workflows = new HashMap<>();
    sessions
        .read(
            session ->
                session
                    .createSelectionQuery(
                        "select c.caseId, c.workflow, c.version from CaseRow c where c.caseId in :ids",
                        Object[].class)
                    .setParameterList("ids", ids.stream().map(CaseId::value).toList())
                    .getResultList())
        .forEach(
            row ->
                workflows.put(
                    new CaseId((String) row[0]), new WorkflowId((String) row[1], (int) row[2])));
    return workflows;
  }

  @Override
  public Map<CaseId, Head> lock(SortedSet<CaseId> ids) {
    return ids.isEmpty() ? Map.of() : sessions.write(session -> lock(session, ids));
  }

  private Map<CaseId, Head> lock(StatelessSession session, SortedSet<CaseId> ids) {
    Map<CaseId, Head> locked = new LinkedHashMap<>();
    session
        .createNativeQuery(sql.lockCases(), Object[].class)
        .addScalar("case_id", String.class)
        .addScalar("turn", Long.class)
        .addScalar("command_id", String.class)
        .addScalar("now_at", Instant.class)
        .setParameterList("ids", ids.stream().map(CaseId::value).toList())
        .getResultList()
        .forEach(row -> locked.put(new CaseId((String) row[0]), head(row)));
    return locked;
  }

  private static Head head(Object[] row) {
    return new Head((long) row[1], new CommandId((String) row[2]), (Instant) row[3]);
  }

  @Override
  public void append(Case moved, Turn turn) {
    sessions.write(session -> new Writing(session, sql, node).append(moved, turn));
  }

  @Override
  public void append(List<Move> moves) {
    sessions.write(session -> new Writing(session, sql, node).append(moves));
  }

  @Override
  public void keepSnapshot(Case now) {
    sessions.write(
        session ->
            session
                .createNativeMutationQuery(sql.keepSnapshot())
                .setParameter("id", now.id().value())
                .setParameter("turn", now.turn())
                .setParameter("state", CaseCodec.write(now.snapshot()))
                .executeUpdate());
  }

  @Override
  public Instant now() {
    return sessions.read(
        session ->
            session
                .createNativeQuery(sql.now(), Instant.class)
                .addScalar("now_at", Instant.class)
                .getSingleResult());
  }

  @Override
  public void raise(Incident incident) {
    sessions.write(session -> session.insert(IncidentRow.of(incident, node)));
  }

  @Override
  public Timers timers() {
    return timers;
  }

  @Override
  public Schedules schedules() {
    return schedules;
  }

  @Override
  public Places places() {
    return places;
  }

  @Override
  public SkipList skipList() {
    return skipList;
  }

  @Override
  public Services services() {
    return services;
  }

  @Override
  public Destinations destinations() {
    return destinations;
  }

  @Override
  public KeyTimers keyTimers() {
    return keyTimers;
  }

  @Override
  public Inbox inbox() {
    return inbox;
  }

  @Override
  public Counters counters() {
    return counters;
  }

  @Override
  public GatewayStore gateways() {
    return gateways;
  }

  @Override
  public CaseCatalog catalog() {
    return catalog;
  }

  @Override
  public DefinitionStore definitions() {
    return definitions;
  }

  @Override
  public void close() {
    sessions.close();
  }

  /** A command whose turn is in the journal of its case. */
  private record Done(CaseId caseId, CommandId command) {}
}
