package io.baton.engine;

import io.baton.model.Case;
import io.baton.model.HealthReport;
import io.baton.port.CaseStore;
import io.baton.port.Services.State;
import java.time.Instant;

/**
 * Keeps what is told of services; what waits for one that is up again leaves with the next beat.
 */
public final class HealthDesk {
  private final CaseStore store;

  public HealthDesk(Kernel kernel) {
    this.store = kernel.store();
  }

  /** Joins the caller's transaction. */
  public void handle(HealthReport report) {
    State told = report.up() == null ? null : report.up() ? State.UP : State.DOWN;
    Instant until =
        report.keep() == null ? null : Case.wholeMillis(store.now().plus(report.keep()));
    store.services().tell(report.service(), told, until, report.shut());
  }
}
