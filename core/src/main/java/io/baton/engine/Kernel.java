package io.baton.engine;

import io.baton.port.Activities;
import io.baton.port.CaseStore;
import io.baton.port.Definitions;
import io.baton.port.Outbox;
import io.baton.port.Transactions;
import io.baton.port.TurnObserver;
import io.baton.port.TurnPublisher;
import io.baton.port.UndoPlan;

/** What a host puts together. */
public record Kernel(
    CaseStore store,
    Outbox outbox,
    Activities activities,
    Definitions definitions,
    UndoPlan undoPlan,
    Transactions transactions,
    TurnObserver observer,
    TurnPublisher publisher) {
  public Kernel(
      CaseStore store,
      Outbox outbox,
      Activities activities,
      Definitions definitions,
      UndoPlan undoPlan,
      Transactions transactions,
      TurnObserver observer) {
    this(
        store,
        outbox,
        activities,
        definitions,
        undoPlan,
        transactions,
        observer,
        TurnPublisher.found());
  }
}
