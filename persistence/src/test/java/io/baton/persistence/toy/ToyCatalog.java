package io.baton.persistence.toy;

import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Payload;
import io.baton.model.WorkflowId;
import io.baton.port.CaseCatalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A catalog that does again at the commit what a transaction did; it looks at every case. */
final class ToyCatalog implements CaseCatalog {
  private final Contents committed = new Contents();
  private final Supplier<Mine> mine;
  private final Supplier<Mine> seen;
  private final Supplier<Stream<Found>> all;

  ToyCatalog(Supplier<Mine> mine, Supplier<Mine> seen, Supplier<Stream<Found>> all) {
    this.mine = mine;
    this.seen = seen;
    this.all = all;
  }

  @Override
  public void setAttribute(CaseId id, String name, Payload value) {
    mine.get().changes.add(to -> to.of(id).attributes.put(name, value));
  }

  @Override
  public void subscribe(CaseId id, String signal, String key) {
    mine.get().changes.add(to -> to.of(id).hears.add(List.of(signal, key)));
  }

  @Override
  public void unsubscribe(CaseId id) {
    mine.get().changes.add(to -> to.of(id).hears.clear());
  }

  @Override
  public Set<CaseId> subscribers(String signal, String key) {
    return contents().cases.entrySet().stream()
        .filter(entry -> entry.getValue().hears.contains(List.of(signal, key)))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  @Override
  public List<Found> find(Wanted wanted) {
    Contents contents = contents();
    return all.get()
        .filter(c -> wanted.workflow() == null || wanted.workflow().equals(c.workflow().name()))
        .filter(c -> wanted.status() == null || wanted.status() == c.status())
        .filter(c -> wanted.businessKey() == null || wanted.businessKey().equals(c.businessKey()))
        .filter(c -> contents.of(c.id()).hasAll(wanted.attributes()))
        .sorted(Comparator.comparing(Found::started).reversed())
        .limit(wanted.max())
        .toList();
  }

  @Override
  public List<CaseId> running(WorkflowId workflow, CaseId after, int max) {
    return all.get()
        .filter(c -> c.workflow().equals(workflow) && c.ended() == null)
        .map(Found::id)
        .filter(id -> after == null || id.compareTo(after) > 0)
        .sorted()
        .limit(max)
        .toList();
  }

  static Found found(Case now, Instant started, @Nullable Instant ended) {
    return new Found(now.id(), now.workflow(), now.status(), now.businessKey(), started, ended);
  }

  void commit(Mine ended) {
    synchronized (committed) {
      ended.changes.forEach(change -> change.on(committed));
    }
  }

  private Contents contents() {
    Contents all = new Contents();
    synchronized (committed) {
      committed.cases.forEach((id, one) -> all.of(id).addAll(one));
    }
    this.seen.get().changes.forEach(change -> change.on(all));
    return all;
  }

  interface Change {
    void on(Contents contents);
  }

  /** What a transaction changed. */
  static final class Mine {
    final List<Change> changes = new ArrayList<>();
  }

  static final class Contents {
    private final Map<CaseId, One> cases = new HashMap<>();

    One of(CaseId id) {
      return cases.computeIfAbsent(id, any -> new One());
    }
  }

  static final class One {
    private final Map<String, Payload> attributes = new HashMap<>();
    private final Set<List<String>> hears = new HashSet<>();

    void addAll(One other) {
      attributes.putAll(other.attributes);
      hears.addAll(other.hears);
    }

    boolean hasAll(Map<String, Payload> wanted) {
      return wanted.entrySet().stream()
          .allMatch(
              w ->
                  attributes.containsKey(w.getKey())
                      && same(w.getValue(), attributes.get(w.getKey())));
    }

    private static boolean same(Payload wanted, Payload there) {
      return !there.json().isNull() && wanted.sameAs(there);
    }
  }
}
