package io.baton.engine;

import io.baton.model.CaseId;
import io.baton.model.RefId;
import io.baton.port.Services;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Services that are down or not, and what is held for them. */
final class MemoryServices implements Services {
  final Set<String> down = new TreeSet<>();
  final Map<Held, String> held = new LinkedHashMap<>();

  @Override
  public void tell(
      String service, @Nullable State told, @Nullable Instant until, @Nullable Boolean shut) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<String> down(Set<String> services) {
    Set<String> both = new TreeSet<>(services);
    both.retainAll(down);
    return both;
  }

  @Override
  public List<Health> all() {
    return List.of();
  }

  @Override
  public void hold(String service, Held request) {
    held.put(request, service);
  }

  @Override
  public void drop(CaseId id, RefId key) {
    held.keySet().removeIf(request -> request.id().equals(id) && request.key().equals(key));
  }

  @Override
  public List<Held> release(int max) {
    List<Held> free = new ArrayList<>();
    held.forEach(
        (request, service) -> {
          if (!down.contains(service) && free.size() < max) {
            free.add(request);
          }
        });
    free.forEach(held::remove);
    return free;
  }
}
