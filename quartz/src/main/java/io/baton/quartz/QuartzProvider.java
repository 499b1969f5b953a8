package io.baton.quartz;

import io.baton.port.CaseStoreProvider;
import io.baton.port.Settings;
import io.baton.port.WakeUp;
import javax.sql.DataSource;

/**
 * {@code baton.wakeup=quartz}: one node of the cluster is woken at each beat. Quartz keeps its rows
 * in {@code baton.quartz.datasource}, by default the data source of the cases.
 */
public final class QuartzProvider implements WakeUp.Provider {
  /** The name that Quartz' rows carry: all engines of one database are one cluster. */
  private static final String CLUSTER = "baton";

  @Override
  public String name() {
    return "quartz";
  }

  @Override
  public WakeUp open(CaseStoreProvider.Host host) {
    String cases = host.setting(Settings.DATA_SOURCE, Settings.DEFAULT_DATA_SOURCE);
    String name = host.setting("baton.quartz.datasource", cases);
    DataSource source = host.resource(DataSource.class, name);
    if (host.setting("baton.schema", "migrate").equals("migrate")) {
      new Tables(source).makeMissing();
    }
    return new QuartzWakeUp(Clustered.scheduler(CLUSTER, host.node(), source));
  }
}
