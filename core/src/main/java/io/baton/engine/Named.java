package io.baton.engine;

import io.baton.model.ActivityName;
import io.baton.model.Awaited;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Event;
import io.baton.model.Ref;
import io.baton.model.RefId;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import io.baton.port.Transactions;
import io.baton.port.TurnObserver;
import java.util.HashMap;
import java.util.Map;

/** The names of what a turn settles and undoes: a turn may forget the refs that it settles. */
final class Named {
  private final Case now;
  private final Map<RefId, ActivityName> open = new HashMap<>();

  /**
   * @param before the case before the turn
   */
  Named(Case before) {
    now = before;
    for (Ref ref : before.openRefs()) {
      if (ref.awaited() instanceof Awaited.Activity activity) {
        open.put(ref.id(), activity.activity());
      }
    }
  }

  Map<RefId, ActivityName> in(Turn turn) {
    Map<RefId, ActivityName> names = new HashMap<>();
    for (Event event : turn.events()) {
      if (event instanceof Event.RefSettled e && open.containsKey(e.ref())) {
        names.put(e.ref(), open.get(e.ref()));
      } else if (event instanceof Event.UndoDone e) {
        now.undo(e.ref()).ifPresent(undo -> names.put(e.ref(), undo.activity()));
      }
    }
    return names;
  }

  static void tellAfterCommit(
      Case of,
      Turn turn,
      Map<RefId, ActivityName> names,
      TurnObserver observer,
      Transactions transactions) {
    Runnable telling = telling(of, turn, names, observer);
    transactions.afterCompletion(
        committed -> {
          if (committed) {
            telling.run();
          }
        });
  }

  /** Tells of the turn; the case may have moved on until then. */
  static Runnable telling(
      Case of, Turn turn, Map<RefId, ActivityName> names, TurnObserver observer) {
    CaseId id = of.id();
    WorkflowId workflow = of.workflow();
    return () -> observer.committed(id, workflow, turn, names);
  }
}
