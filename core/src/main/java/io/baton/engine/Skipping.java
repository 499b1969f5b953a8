package io.baton.engine;

import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.port.CaseStore;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Keeps the commands of cases that are to be passed over, in place of handling them. */
final class Skipping {
  private static final Duration GOOD_FOR = Duration.ofSeconds(1);

  private final CaseStore store;
  private volatile Seen seen = new Seen(Set.of(), System.nanoTime() - GOOD_FOR.toNanos());

  Skipping(CaseStore store) {
    this.store = store;
  }

  /**
   * @return the commands that are to be handled
   */
  List<Command> keepWhatIsSkipped(List<Command> arrived) {
    Set<CaseId> skipped = skipped();
    return skipped.isEmpty()
        ? arrived
        : arrived.stream()
            .filter(
                command -> !skipped.contains(command.caseId()) || !store.skipList().keep(command))
            .toList();
  }

  private Set<CaseId> skipped() {
    Seen last = seen;
    long time = System.nanoTime();
    if (time - last.at() >= GOOD_FOR.toNanos()) {
      last = new Seen(store.skipList().all(), time);
      seen = last;
    }
    return last.cases();
  }

  private record Seen(Set<CaseId> cases, long at) {}
}
