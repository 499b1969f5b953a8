package io.baton.standalone;

import io.baton.api.Cases;
import io.baton.api.Deployments;
import io.baton.compensation.UndoOrders;
import io.baton.engine.Alarm;
import io.baton.engine.CaseEvents;
import io.baton.engine.CaseStarter;
import io.baton.engine.CaseWorker;
import io.baton.engine.CasesClient;
import io.baton.engine.Clockwork;
import io.baton.engine.DeploymentsClient;
import io.baton.engine.HealthDesk;
import io.baton.engine.Kernel;
import io.baton.engine.RecordDesk;
import io.baton.engine.RecordIntake;
import io.baton.engine.RecordTopics;
import io.baton.engine.TaskDesk;
import io.baton.model.Command;
import io.baton.model.Effect;
import io.baton.model.Trace;
import io.baton.persistence.fleeting.FleetingCaseStore;
import io.baton.port.Definitions;
import io.baton.port.DeployableDefinitions;
import io.baton.port.Outbox;
import io.baton.port.TurnObserver;
import io.baton.port.WakeUp;
import io.baton.workflow.script.MethodActivities;
import io.baton.workflow.script.Scripts;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The kernel and what this host lends to it, put together. */
final class Parts {
  private static final Logger LOG = System.getLogger(Parts.class.getName());

  final CommandQueue queue;
  final LocalTransactions transactions;
  final FleetingCaseStore store;
  final Courier courier;
  final Cases cases;
  final Deployments deployments;
  final Clockwork clockwork;
  final TaskDesk tasks;
  private final Kernel kernel;
  final RecordDesk records;
  final HealthDesk health;
  final Outside outside = new Outside();
  final Outbox outbox;
  final @Nullable Mock mock;

  Parts(Baton.Builder from, InstantSource clock, WakeUp wakeUp, BooleanSupplier canCommit) {
    queue = new CommandQueue(clock, from.order);
    transactions = new LocalTransactions(queue::put, canCommit);
    store = new FleetingCaseStore(transactions, clock);
    outbox = new LocalOutbox(transactions, clock, outside);
    Set<Class<?>> interfaces = from.interfaces();
    Scripts scripts =
        Scripts.read(from.workflows, interfaces, new NewInstances(from.workflows, interfaces));
    scripts.warnings().forEach(text -> LOG.log(Level.WARNING, text));
    Definitions definitions =
        DeployableDefinitions.around(scripts, store.definitions(), transactions);
    Alarm alarm = new Alarm(wakeUp);
    mock = from.mocked ? new Mock(store, command -> send(command, null)) : null;
    if (mock != null) {
      LOG.log(Level.WARNING, "mock mode: no activity is called, all wait for Mock.resume");
    }
    kernel =
        new Kernel(
            store,
            outbox,
            new MethodActivities(scripts, new Beans(from.beans, from.node)),
            mock == null ? definitions : new MockedDefinitions(definitions),
            new UndoOrders(),
            transactions,
            observers(alarm, from));
    clockwork = new Clockwork(kernel, alarm);
    CaseWorker worker = new CaseWorker(kernel, from.fromScratch);
    CaseStarter starter = new CaseStarter(kernel, from.whenDown);
    tasks = new TaskDesk(kernel, starter, worker);
    records = new RecordDesk(kernel, starter, worker, alarm::in);
    health = new HealthDesk(kernel);
    courier = new Courier(kernel, worker, transactions, queue, clock);
    cases = new CasesClient(kernel, starter, from.caller);
    deployments = new DeploymentsClient(definitions, kernel, from.caller);
    from.documents.forEach(deployments::deploy);
  }

  private TurnObserver observers(Alarm alarm, Baton.Builder from) {
    TurnObserver told = alarm.and(new CaseEvents(from.observer));
    return mock == null ? told : told.and(mock.traced());
  }

  RecordIntake intake(RecordTopics topics) {
    return new RecordIntake(kernel, topics, records, (record, reason) -> {}, RecordIntake.PATIENCE);
  }

  /** Sends a command as the world outside would. */
  void send(Command command, @Nullable Trace trace) {
    transactions.joined(
        () -> {
          if (command instanceof Command.FireTimer fired) {
            store.timers().clear(fired.caseId(), fired.key());
          }
          outbox.send(List.of(new Effect.Send(command).tracedBy(trace)));
          return command;
        });
  }

  /**
   * @throws IllegalStateException when the engine is not in mock mode
   */
  Mock mock() {
    if (mock == null) {
      throw new IllegalStateException("not in mock mode; the variable BATON_MOCK switches it on");
    }
    return mock;
  }
}
