package io.baton.model;

import io.baton.api.StartOn.CatchUp;
import io.baton.api.StartOn.Overlap;

/**
 * When cases of a workflow are started by the calendar.
 *
 * @param workflow its name; the highest version on the node that fires is started
 * @param cron five fields as in Unix
 * @param zone such as {@code Europe/Paris}
 */
public record Schedule(
    String workflow, String cron, String zone, Overlap overlap, CatchUp catchUp) {
  public Schedule {
    Limits.name("workflow", workflow, 100);
    Limits.name("cron", cron, 200);
    Limits.name("zone", zone, 100);
  }
}
