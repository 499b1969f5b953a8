package io.baton.it.errand;

import io.baton.api.Durable;
import io.baton.api.Start;
import io.baton.api.Workflow;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Wants a transaction around its code, which would be another one in each turn. */
@Transactional
@Workflow(name = "errand-in-transaction")
public class ErrandInTransaction {
  @Inject @Durable Errand errand;

  @Start
  public String run(String what) {
    return errand.fetch(what);
  }
}
