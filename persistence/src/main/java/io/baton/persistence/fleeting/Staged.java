package io.baton.persistence.fleeting;

import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.Incident;
import io.baton.model.WorkflowId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one transaction wrote and has not committed yet. */
final class Staged {
  final Map<CaseId, Journal> journals = new HashMap<>();
  final List<Incident> incidents = new ArrayList<>();
  final Set<CaseId> wentOn = new HashSet<>();
  final Map<FleetingTimers.Key, FleetingTimers.Change> timers = new HashMap<>();
  final Map<FleetingKeyTimers.Key, FleetingKeyTimers.Change> keyTimers = new HashMap<>();
  final Map<String, Optional<FleetingSchedules.Row>> schedules = new HashMap<>();
  final Map<String, FleetingServices.Row> services = new HashMap<>();
  final Map<FleetingServices.Key, Optional<FleetingServices.Kept>> held = new LinkedHashMap<>();
  final Map<CaseId, FleetingCatalog.Changes> catalog = new HashMap<>();
  final Map<WorkflowId, Optional<FleetingDefinitions.Row>> definitions = new HashMap<>();
  final Map<FleetingCounters.Key, Long> counts = new HashMap<>();
  final FleetingInbox.Changes inbox = new FleetingInbox.Changes();
  long definitionChanges;

  @Nullable Map<CaseId, List<Command>> skips;

  /** What takes back changes that were made at once, the newest first. */
  final Deque<Runnable> changesBack = new ArrayDeque<>();

  Journal journal(CaseId id) {
    return journals.computeIfAbsent(id, any -> new Journal());
  }

  FleetingCatalog.Changes catalog(CaseId id) {
    return catalog.computeIfAbsent(id, any -> new FleetingCatalog.Changes());
  }

  /** The parked case goes on: nobody need look at it any more. */
  void goesOn(Case parked) {
    incidents.removeIf(incident -> isParking(incident, Set.of(parked.id())));
    wentOn.add(parked.id());
  }

  static boolean isParking(Incident incident, Set<CaseId> cases) {
    return incident.kind() == Incident.Kind.PARKED
        && incident.caseId() != null
        && cases.contains(incident.caseId());
  }
}
