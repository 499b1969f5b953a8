package io.baton.ejb;

import io.baton.model.Command;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Commands that were rolled back for others of their transaction: that they come again says nothing
 * about them. Known on this node only; elsewhere they run apart, as all whose fault is not known.
 */
final class Blameless {
  private static final int MEMORY = 10_000;

  private final Map<Key, Integer> times =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Integer> eldest) {
              return size() > MEMORY;
            }
          });

  void add(Command command) {
    times.merge(Key.of(command), 1, Integer::sum);
  }

  /** How often these came again without being to blame. */
  int times(List<Command> commands) {
    return times.isEmpty() ? 0 : times.getOrDefault(Key.of(commands.get(0)), 0);
  }

  void forget(Collection<Command> commands) {
    if (!times.isEmpty()) {
      commands.forEach(command -> times.remove(Key.of(command)));
    }
  }

  private record Key(String caseId, String commandId) {
    static Key of(Command command) {
      return new Key(command.caseId().value(), command.id().value());
    }
  }
}
