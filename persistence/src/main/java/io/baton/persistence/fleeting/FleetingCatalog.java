package io.baton.persistence.fleeting;

import io.baton.model.CaseId;
import io.baton.model.Payload;
import io.baton.model.WorkflowId;
import io.baton.port.CaseCatalog;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Attributes and subscriptions in memory; cases are found by looking at all of them. */
final class FleetingCatalog implements CaseCatalog {
  private static final Changes NONE = new Changes();

  private final Map<CaseId, Map<String, Payload>> attributes = new HashMap<>();
  private final Map<CaseId, Set<Address>> addresses = new HashMap<>();
  private final Map<Address, Set<CaseId>> subscribers = new HashMap<>();
  private final Object monitor;
  private final OpenTransactions open;
  private final Journals journals;

  FleetingCatalog(Object monitor, OpenTransactions open, Journals journals) {
    this.monitor = monitor;
    this.open = open;
    this.journals = journals;
  }

  @Override
  public void setAttribute(CaseId id, String name, Payload value) {
    synchronized (monitor) {
      open.mine().catalog(id).attributes.put(name, value);
    }
  }

  @Override
  public void subscribe(CaseId id, String signal, String key) {
    synchronized (monitor) {
      open.mine().catalog(id).addresses.add(new Address(signal, key));
    }
  }

  @Override
  public void unsubscribe(CaseId id) {
    synchronized (monitor) {
      Changes mine = open.mine().catalog(id);
      mine.addresses.clear();
      mine.unsubscribed = true;
    }
  }

  @Override
  public Set<CaseId> subscribers(String signal, String key) {
    Address wanted = new Address(signal, key);
    synchronized (monitor) {
      Staged seen = open.seen();
      Set<CaseId> all = new TreeSet<>(subscribers.getOrDefault(wanted, Set.of()));
      if (seen != null) {
        all.removeIf(id -> seen.catalog.getOrDefault(id, NONE).unsubscribed);
        seen.catalog.forEach(
            (id, mine) -> {
              if (mine.addresses.contains(wanted)) {
                all.add(id);
              }
            });
      }
      return all;
    }
  }

  @Override
  public List<Found> find(Wanted wanted) {
    synchronized (monitor) {
      Staged seen = open.seen();
      return journals
          .faces(seen)
          .filter(face -> fits(face, wanted))
          .filter(face -> hasAll(face.id(), wanted.attributes(), seen))
          .sorted(Comparator.comparing(Found::started).reversed().thenComparing(Found::id))
          .limit(wanted.max())
          .toList();
    }
  }

  @Override
  public List<CaseId> running(WorkflowId workflow, @Nullable CaseId after, int max) {
    synchronized (monitor) {
      return journals
          .faces(open.seen())
          .filter(face -> face.workflow().equals(workflow) && face.ended() == null)
          .map(Found::id)
          .filter(id -> after == null || id.compareTo(after) > 0)
          .sorted()
          .limit(max)
          .toList();
    }
  }

  private static boolean fits(Found face, Wanted wanted) {
    return (wanted.workflow() == null || wanted.workflow().equals(face.workflow().name()))
        && (wanted.status() == null || wanted.status() == face.status())
        && (wanted.businessKey() == null || wanted.businessKey().equals(face.businessKey()));
  }

  private boolean hasAll(CaseId id, Map<String, Payload> wanted, @Nullable Staged seen) {
    Map<String, Payload> there = new HashMap<>(attributes.getOrDefault(id, Map.of()));
    if (seen != null) {
      there.putAll(seen.catalog.getOrDefault(id, NONE).attributes);
    }
    there.values().removeIf(value -> value.json().isNull());
    return wanted.entrySet().stream()
        .allMatch(w -> there.containsKey(w.getKey()) && w.getValue().sameAs(there.get(w.getKey())));
  }

  void commit(Staged staged) {
    staged.catalog.forEach(
        (id, mine) -> {
          Map<String, Payload> kept = attributes.computeIfAbsent(id, any -> new HashMap<>());
          kept.putAll(mine.attributes);
          kept.values().removeIf(value -> value.json().isNull());
          if (mine.unsubscribed) {
            Set<Address> gone = addresses.remove(id);
            if (gone != null) {
              gone.forEach(address -> subscribers.getOrDefault(address, Set.of()).remove(id));
            }
          }
          mine.addresses.forEach(address -> hear(id, address));
        });
  }

  private void hear(CaseId id, Address address) {
    addresses.computeIfAbsent(id, any -> new HashSet<>()).add(address);
    subscribers.computeIfAbsent(address, any -> new HashSet<>()).add(id);
  }

  /** What a published signal is addressed to. */
  record Address(String signal, String key) {}

  /** What a transaction changes for one case. */
  static final class Changes {
    final Map<String, Payload> attributes = new HashMap<>();
    final Set<Address> addresses = new HashSet<>();
    boolean unsubscribed;
  }
}
