package io.baton.benchmarks.app;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;

/**
 * Calls a session bean in a loop; outside of the engine's transaction, so that each has its own.
 */
@ApplicationScoped
public class BareBean implements Bare {
  private static final double NANOS_PER_MILLI = 1e6;

  @EJB BareCommit bare;

  @Override
  public double[] commits(int count) {
    double[] millis = new double[count];
    for (int i = 0; i < count; i++) {
      long began = System.nanoTime();
      commit(i % 16);
      millis[i] = (System.nanoTime() - began) / NANOS_PER_MILLI;
    }
    return millis;
  }

  private void commit(int row) {
    try {
      bare.commit(row);
    } catch (SQLException e) {
      throw new IllegalStateException("the table of the limits cannot be written", e);
    }
  }
}
