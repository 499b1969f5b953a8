package io.baton.it.guests;

import io.baton.api.BusinessException;
import io.baton.api.Durable;
import io.baton.api.Flow;
import io.baton.api.Start;
import io.baton.api.UndoOrder;
import io.baton.api.Workflow;
import jakarta.inject.Inject;

/** Registers a user: license and legal side by side, then the membership. */
@Workflow(name = "user_registration", version = 1)
public class Registration {
  @Inject @Durable User user;
  @Inject @Durable License license;
  @Inject @Durable Legal legal;
  @Inject @Durable Membership membership;
  @Inject Flow flow;

  @Start
  public String register(String who) {
    try {
      return flow.saga(UndoOrder.CAUSAL, () -> steps(who));
    } catch (BusinessException e) {
      return "rolled back: " + e.getMessage();
    }
  }

  private String steps(String who) {
    String created = user.createUser(who);
    flow.all(() -> license.addLicense(created), () -> legal.update(created));
    return membership.addMembership(created);
  }
}
