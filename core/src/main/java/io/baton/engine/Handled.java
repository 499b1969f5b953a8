package io.baton.engine;

import io.baton.model.Command;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the host has to do with the transaction in which commands were handled. */
public sealed interface Handled {
  /**
   * Commit.
   *
   * @param vain those commands that changed nothing: they came twice, too late or out of order
   */
  record Moved(List<Command> vain) implements Handled {
    public Moved {
      vain = List.copyOf(vain);
    }

    public Moved() {
      this(List.of());
    }
  }

  /**
   * Roll back, so that nothing of it happened; then record these failures in a new transaction. No
   * failures: the message just comes again.
   *
   * @param blamed those commands that the others were rolled back for; empty when that is not known
   */
  record RollBack(String why, List<FailedWork> failures, Set<Command> blamed) implements Handled {
    public RollBack {
      failures = List.copyOf(failures);
      blamed = Set.copyOf(blamed);
    }

    static RollBack because(String why, Command blamed) {
      return new RollBack(why, List.of(), Set.of(blamed));
    }

    public static RollBack because(String why, List<FailedWork> failures) {
      return new RollBack(
          why, failures, failures.stream().map(FailedWork::work).collect(Collectors.toSet()));
    }
  }
}
