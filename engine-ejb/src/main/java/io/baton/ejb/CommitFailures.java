package io.baton.ejb;

import io.baton.engine.FailedWork;
import io.baton.model.Command;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.port.Activities.Outcome;
import io.baton.port.Transactions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers commands whose handling went well but whose commit failed. The transaction manager does
 * not say why; on the third time in a row it is the work that is blamed, so that nothing fails for
 * ever unseen.
 */
final class CommitFailures {
  static final int PROOF = 3;

  /** The newest are remembered: a command may have been finished by another node long ago. */
  private static final int MEMORY = 1_000;

  private final Transactions transactions;
  private final Map<Key, Integer> failures =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Integer> eldest) {
              return size() > MEMORY;
            }
          });

  CommitFailures(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Looks at how the current transaction ends. */
  void watch(List<Command> commands) {
    transactions.afterCompletion(
        committed -> {
          for (Command command : commands) {
            if (committed) {
              forget(command);
            } else {
              failures.merge(Key.of(command), 1, Integer::sum);
            }
          }
        });
  }

  void forget(Command command) {
    if (!failures.isEmpty()) {
      failures.remove(Key.of(command));
    }
  }

  /** The work among {@code commands} that is to be taken for failed. */
  List<FailedWork> proven(List<Command> commands) {
    if (failures.isEmpty()) {
      return List.of();
    }
    return commands.stream()
        .filter(command -> failures.getOrDefault(Key.of(command), 0) >= PROOF)
        .filter(Command.Work.class::isInstance)
        .map(command -> failed((Command.Work) command))
        .toList();
  }

  private static FailedWork failed(Command.Work work) {
    String text =
        "the transaction could not be committed, %d times in a row; the server's log has the transaction manager's reasons"
            .formatted(PROOF);
    Failure failure = new Failure(Category.TECHNICAL, "CommitFailed", text);
    return new FailedWork(work, new Outcome.Failed(failure, true));
  }

  private record Key(String caseId, String commandId) {
    static Key of(Command command) {
      return new Key(command.caseId().value(), command.id().value());
    }
  }
}
