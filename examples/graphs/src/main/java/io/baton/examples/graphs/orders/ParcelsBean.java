package io.baton.examples.graphs.orders;

import io.baton.api.ActivityContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/** Stands for a carrier: it only tells the log, and has delivered whenever it is asked. */
@ApplicationScoped
public class ParcelsBean implements Parcels {
  private static final Logger LOG = System.getLogger(ParcelsBean.class.getName());

  @Inject ActivityContext context;

  @Override
  public String send(String customer, List<String> boxes) {
    LOG.log(Level.INFO, "{0}: {1} go to {2}", context.caseId(), boxes, customer);
    return "parcel-" + context.caseId();
  }

  @Override
  public void recall(String customer, List<String> boxes, String parcel) {
    LOG.log(Level.INFO, "{0}: {1} comes back", context.caseId(), parcel);
  }

  @Override
  public String state(String parcel) {
    return "DELIVERED";
  }
}
