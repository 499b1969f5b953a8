package io.baton.standalone;

import io.baton.api.Cases;
import io.baton.compensation.UndoOrders;
import io.baton.engine.Alarm;
import io.baton.engine.CaseEvents;
import io.baton.engine.CaseStarter;
import io.baton.engine.CasesClient;
import io.baton.engine.Clockwork;
import io.baton.engine.Kernel;
import io.baton.persistence.fleeting.FleetingCaseStore;
import io.baton.port.WakeUp;
import io.baton.workflow.script.MethodActivities;
import io.baton.workflow.script.Scripts;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** The kernel and what this host lends to it, put together. */
final class Parts {
  private static final Logger LOG = System.getLogger(Parts.class.getName());

  final CommandQueue queue;
  final LocalTransactions transactions;
  final FleetingCaseStore store;
  final Courier courier;
  final Cases cases;
  final Clockwork clockwork;
  final Outside outside = new Outside();

  Parts(Baton.Builder from, InstantSource clock, WakeUp wakeUp, BooleanSupplier canCommit) {
    queue = new CommandQueue(clock);
    transactions = new LocalTransactions(queue::put, canCommit);
    store = new FleetingCaseStore(transactions, clock);
    Scripts scripts =
        Scripts.read(
            from.workflows,
            from.beans.keySet(),
            new NewInstances(from.workflows, from.beans.keySet()));
    scripts.warnings().forEach(text -> LOG.log(Level.WARNING, text));
    Alarm alarm = new Alarm(wakeUp);
    Kernel kernel =
        new Kernel(
            store,
            new LocalOutbox(transactions, clock, outside),
            new MethodActivities(scripts, new Beans(from.beans, from.node)),
            scripts,
            new UndoOrders(),
            transactions,
            alarm.and(new CaseEvents(from.observer)));
    clockwork = new Clockwork(kernel, alarm);
    courier = new Courier(kernel, transactions, queue, clock);
    cases = new CasesClient(kernel, new CaseStarter(kernel), from.caller);
  }
}
