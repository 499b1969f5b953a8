package io.baton.examples.graphs.users;

import io.baton.api.ActivityContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Stands for a register: it only tells the log. Clubs {@code FULL-…} take nobody. */
@ApplicationScoped
public class RegistrationBean implements Registration {
  private static final Logger LOG = System.getLogger(RegistrationBean.class.getName());

  @Inject ActivityContext context;

  @Override
  public String createUser(String name) {
    tell("user " + name);
    return "user-" + context.caseId();
  }

  @Override
  public void removeUser(String name, String user) {
    tell("no user " + name + " any more");
  }

  @Override
  public String addLicense(String user, String plan) {
    tell("license " + plan);
    return "license-" + context.caseId();
  }

  @Override
  public void removeLicense(String user, String plan, String license) {
    tell("no license " + license + " any more");
  }

  @Override
  public void logRemoval(String user, String plan, String license) {
    tell("the removal of " + license + " is on record");
  }

  @Override
  public String addMembership(String user, String club) throws ClubIsFull {
    if (club.startsWith("FULL-")) {
      throw new ClubIsFull("club " + club + " is full");
    }
    tell("member of " + club);
    return "member-" + context.caseId();
  }

  private void tell(String what) {
    LOG.log(Level.INFO, "{0}: {1}", context.caseId(), what);
  }
}
