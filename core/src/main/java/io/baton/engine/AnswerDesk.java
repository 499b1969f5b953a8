package io.baton.engine;

import io.baton.model.ActivityName;
import io.baton.model.Awaited;
import io.baton.model.Case;
import io.baton.model.Command;
import io.baton.model.RefId;
import io.baton.model.Undo;
import io.baton.port.CaseStore;
import io.baton.port.Counters;
import java.util.List;
import java.util.Optional;

/**
 * Takes answers from outside to their cases. Which of them count is decided with the case locked;
 * those that do not are counted in the same transaction, by the service that told them.
 */
public final class AnswerDesk {
  private final CaseStore store;
  private final CaseWorker worker;

  public AnswerDesk(Kernel kernel, CaseWorker worker) {
    this.store = kernel.store();
    this.worker = worker;
  }

  public Handled handle(Command answer, Delivery delivery) {
    Handled handled = worker.handle(List.of(answer), delivery);
    if (handled instanceof Handled.Moved moved && moved.vain().contains(answer)) {
      Optional<Case> now = store.read(answer.caseId());
      String service = now.flatMap(seen -> told(seen, answer)).orElse("");
      store.counters().count(Counters.ANSWERS_IGNORED, service);
    }
    return handled;
  }

  /** The service; empty when the case does not know who was asked. */
  private static Optional<String> told(Case now, Command answer) {
    if (answer instanceof Command.AnswerTask task) {
      return Optional.of(task.activity().service());
    }
    if (answer instanceof Command.SettleUndo undone) {
      return now.undo(undone.ref()).map(Undo::activity).map(ActivityName::service);
    }
    if (answer instanceof Command.SettleRef settled) {
      return service(now, settled.ref());
    }
    return answer instanceof Command.DelayAnswer alive
        ? service(now, alive.ref())
        : Optional.empty();
  }

  private static Optional<String> service(Case now, RefId ref) {
    return now.ref(ref)
        .flatMap(
            told ->
                told.awaited() instanceof Awaited.Activity activity
                    ? Optional.of(activity.activity().service())
                    : Optional.empty());
  }
}
