package io.baton.graph.run;

import io.baton.graph.run.NodeMapping.Place;
import io.baton.model.Case;
import io.baton.model.Ref;
import io.baton.model.RefId;
import io.baton.model.Undo;
import io.baton.workflow.Migration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A case that followed another version of a graph goes on with this one, or says why it cannot. */
final class TakingOver {
  private final Case now;
  private final GraphProgram program;
  private final NodeMapping mapping;
  private final String version;

  TakingOver(Case now, GraphProgram program, NodeMapping mapping) {
    this.now = now;
    this.program = program;
    this.mapping = mapping;
    this.version = "version " + program.graph().version().text();
  }

  Migration migration() {
    Map<RefId, RefId> renamed = new LinkedHashMap<>();
    for (RefId id : now.places()) {
      RefId fresh = mapping.place(id).id();
      if (mapping.place(id).there() != null && !fresh.equals(id)) {
        renamed.put(id, fresh);
      }
    }
    return mapping
        .problem()
        .or(this::changedContainer)
        .or(this::lostRef)
        .or(this::lostUndo)
        .or(() -> mistaken(renamed))
        .<Migration>map(Migration.Refused::new)
        .orElseGet(() -> new Migration.Possible(renamed));
  }

  private Optional<String> changedContainer() {
    return now.places().stream()
        .map(id -> mapping.place(id).changed())
        .filter(Objects::nonNull)
        .findFirst()
        .map(path -> "%s is another kind of container in %s".formatted(path, version));
  }

  private Optional<String> lostRef() {
    return now.openRefs().stream().flatMap(ref -> lost(ref).stream()).findFirst();
  }

  private Optional<String> lost(Ref ref) {
    Place place = mapping.place(ref.id());
    String awaited = "%s (%s) is awaited".formatted(ref.id(), ref.awaited().describe());
    if (place.node() == null) {
      return Optional.of(awaited + " and is no node");
    }
    if (place.there() == null) {
      return Optional.of("%s, and %s has no such node".formatted(awaited, version));
    }
    boolean same =
        place.node().getClass() == place.there().getClass()
            && Objects.equals(NodeSpecs.name(place.node()), NodeSpecs.name(place.there()));
    return same
        ? Optional.empty()
        : Optional.of("%s, and %s does something else there".formatted(awaited, version));
  }

  private Optional<String> lostUndo() {
    return now.undos().stream()
        .filter(undo -> !undo.done() && !undo.activity().equals(Undo.CHILD))
        .filter(undo -> !program.canUndo(mapping.place(undo.ref()).id(), undo.activity()))
        .findFirst()
        .map(
            undo ->
                "%s is to be undone by %s, which %s does not know"
                    .formatted(undo.ref(), undo.activity(), version));
  }

  /** Commands, timers and answers under way use the ids that they were made with. */
  private Optional<String> mistaken(Map<RefId, RefId> renamed) {
    Map<RefId, RefId> former = new LinkedHashMap<>(renamed);
    now.formerIds().forEach(id -> former.putIfAbsent(id, id));
    return former.keySet().stream()
        .filter(id -> program.node(id) != null)
        .findFirst()
        .map(
            id ->
                "%s is called otherwise now, and %s has another node of that name"
                    .formatted(id, version));
  }
}
