package io.baton.ejb;

import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.SQLException;

/** The node's own clock: nothing about cases depends on it, only how soon trouble is noticed. */
@Startup
@Singleton
public class Heartbeat {
  private static final System.Logger LOG = System.getLogger(Heartbeat.class.getName());
  private static final int LEASE_EVERY = 5;

  @EJB private Engine engine;
  private int beats;

  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  void beat() {
    try {
      engine.beat(beats++ % LEASE_EVERY == 0);
    } catch (SQLException | RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "heartbeat: {0}", e.getMessage());
    }
  }
}
