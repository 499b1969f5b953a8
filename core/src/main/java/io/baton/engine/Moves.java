package io.baton.engine;

import io.baton.model.Case;
import io.baton.model.Turn;
import io.baton.port.CaseStore;
import io.baton.port.CaseStore.Move;
import io.baton.port.Transactions;
import io.baton.port.TurnObserver;
import java.util.ArrayList;
import java.util.List;

/**
 * The turns that one transaction makes. They are written together when all are made: what a
 * transaction costs the database is by its statements, not by their rows.
 */
final class Moves {
  private final CaseStore store;
  private final TurnObserver observer;
  private final List<Move> waiting = new ArrayList<>();
  private final List<Runnable> afterCommit = new ArrayList<>();

  Moves(CaseStore store, TurnObserver observer) {
    this.store = store;
    this.observer = observer;
  }

  void add(Case now, Turn turn) {
    waiting.add(new Move(now, turn));
    if (turn.endsParking()) {
      write(); // What parks the case again, in this transaction, has to come after it.
    }
  }

  /**
   * @param names of the case before the turn
   */
  void tellAfterCommit(Case of, Turn turn, Named names) {
    afterCommit.add(Named.telling(of, turn, names.in(turn), observer));
  }

  void write() {
    if (!waiting.isEmpty()) {
      store.append(List.copyOf(waiting));
      waiting.clear();
    }
  }

  void atEnd(Transactions transactions) {
    write();
    if (!afterCommit.isEmpty()) {
      transactions.afterCompletion(
          committed -> {
            if (committed) {
              afterCommit.forEach(Runnable::run);
            }
          });
    }
  }
}
