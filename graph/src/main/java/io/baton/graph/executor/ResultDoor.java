package io.baton.graph.executor;

import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.Ref;
import io.baton.model.RefId;
import io.baton.model.Undo;
import io.baton.wire.UnreadableException;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** Lets results of workers in, as commands; what is stale or unreadable is left out and counted. */
public final class ResultDoor {
  private final Function<CaseId, Optional<Case>> cases;
  private final LongAdder accepted = new LongAdder();
  private final LongAdder stale = new LongAdder();
  private final LongAdder unreadable = new LongAdder();

  /**
   * @param cases a look at a case without a lock: it may show that a result is stale, which is
   *     final, and nothing else
   */
  public ResultDoor(Function<CaseId, Optional<Case>> cases) {
    this.cases = cases;
  }

  /**
   * @return empty when the result is stale; whether any other one counts is decided with the case
   * @throws UnreadableException saying what is wrong and where
   */
  public Optional<Command> read(String text) {
    Command command;
    try {
      command = WorkerTaskResult.read(text).command();
    } catch (UnreadableException e) {
      unreadable.increment();
      throw e;
    }
    boolean over = cases.apply(command.caseId()).map(seen -> isOver(seen, command)).orElse(false);
    (over ? stale : accepted).increment();
    return over ? Optional.empty() : Optional.of(command);
  }

  private static boolean isOver(Case seen, Command command) {
    if (command instanceof Command.SettleRef settle) {
      return isOver(seen, settle.ref(), settle.attempt());
    }
    if (command instanceof Command.DelayAnswer alive) {
      return isOver(seen, alive.ref(), alive.attempt());
    }
    return command instanceof Command.SettleUndo undone
        && seen.undo(undone.ref())
            .filter(undo -> undo.state() == Undo.State.DONE || undo.attempt() > undone.attempt())
            .isPresent();
  }

  private static boolean isOver(Case seen, RefId id, int attempt) {
    return seen.ref(id).filter((Ref ref) -> !ref.pending() || ref.attempt() > attempt).isPresent();
  }

  /** What has come so far. */
  public Counts counts() {
    return new Counts(accepted.sum(), stale.sum(), unreadable.sum());
  }

  /** Results by what became of them at the door. */
  public record Counts(long accepted, long stale, long unreadable) {}
}
