package io.baton.standalone;

import io.baton.api.Cases;
import io.baton.api.Deployments;
import io.baton.api.Gateways;
import io.baton.compensation.UndoOrders;
import io.baton.ejb.AnswerHandling;
import io.baton.ejb.CommandHandling;
import io.baton.ejb.Database;
import io.baton.ejb.DatabaseGate;
import io.baton.ejb.DeadLetterHandling;
import io.baton.ejb.DefinitionHandling;
import io.baton.ejb.Guard;
import io.baton.ejb.HealthHandling;
import io.baton.ejb.SignalHandling;
import io.baton.ejb.StartHandling;
import io.baton.ejb.TaskHandling;
import io.baton.ejb.jms.Gathering;
import io.baton.ejb.jms.JmsOutbox;
import io.baton.ejb.jms.Names;
import io.baton.ejb.jms.Parking;
import io.baton.ejb.jms.ReplyDestinations;
import io.baton.ejb.jms.TaskFormats;
import io.baton.ejb.jta.JtaTransactions;
import io.baton.ejb.node.SlowWork;
import io.baton.engine.Alarm;
import io.baton.engine.AnswerDesk;
import io.baton.engine.CaseEvents;
import io.baton.engine.CaseStarter;
import io.baton.engine.CaseWorker;
import io.baton.engine.CasesClient;
import io.baton.engine.Clockwork;
import io.baton.engine.DeadLetters;
import io.baton.engine.DefinitionDesk;
import io.baton.engine.DeploymentsClient;
import io.baton.engine.GatewayDesk;
import io.baton.engine.HealthDesk;
import io.baton.engine.Kernel;
import io.baton.engine.SignalDesk;
import io.baton.engine.TaskDesk;
import io.baton.persistence.jpa.JpaCaseStore;
import io.baton.persistence.jpa.JpaProvider;
import io.baton.port.Definitions;
import io.baton.port.DeployableDefinitions;
import io.baton.port.Outbox;
import io.baton.port.Settings;
import io.baton.standalone.durable.Ground;
import io.baton.standalone.durable.Heartbeat;
import io.baton.standalone.durable.Receivers;
import io.baton.standalone.durable.Subscription;
import io.baton.workflow.script.MethodActivities;
import io.baton.workflow.script.Scripts;
import jakarta.jms.Queue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.activemq.artemis.jms.client.ActiveMQDestination;

/** The kernel on a ground that survives: the same classes as in a server, put together by hand. */
final class DurableParts implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(DurableParts.class.getName());
  private static final List<String> QUEUES =
      List.of(
          Names.COMMANDS_ADDRESS,
          Names.START_ADDRESS,
          Names.SIGNALS_ADDRESS,
          Names.DEFINITIONS_ADDRESS,
          Names.ANSWERS_ADDRESS,
          Names.TO_MANAGER_ADDRESS,
          Names.TO_MANAGER_EDITS_ADDRESS,
          Names.HEALTH_ADDRESS,
          Names.OUTPUTS_ADDRESS,
          Names.DEAD_ADDRESS,
          Names.PARKED_ADDRESS);

  final Ground ground;
  final JtaTransactions transactions;
  final Cases cases;
  final Deployments deployments;
  final Gateways gateways;

  /**
   * @throws IllegalArgumentException with every error of every workflow and activity
   * @throws IllegalStateException with a code, when the ground does not bear it
   */
  static DurableParts start(DurableBaton.Builder from) {
    Scripts scripts = scripts(from);
    Ground ground =
        Ground.lay(
            new Ground.Plan(
                from.directory, from.database, from.node, from.timeout, from.sessions, QUEUES));
    boolean started = false;
    try {
      DurableParts parts = new DurableParts(from, scripts, ground);
      started = true;
      return parts;
    } finally {
      if (!started) {
        ground.close();
      }
    }
  }

  private static Scripts scripts(DurableBaton.Builder from) {
    Set<Class<?>> interfaces = new LinkedHashSet<>();
    from.activities.forEach(activity -> interfaces.add(activity.type()));
    return Scripts.read(from.workflows, interfaces, new NewInstances(from.workflows, interfaces));
  }

  private DurableParts(DurableBaton.Builder from, Scripts scripts, Ground ground) {
    this.ground = ground;
    scripts.warnings().forEach(text -> LOG.log(System.Logger.Level.WARNING, text));
    transactions = ground.transactions();
    JpaCaseStore store = ground.add(new JpaProvider().open(new DurableHost(ground)));
    Definitions definitions =
        DeployableDefinitions.around(scripts, store.definitions(), transactions);
    Optional<HeldNode> held = HeldNode.take(ground, definitions.workflows());
    Database database = new Database(Optional.of(ground.database()), transactions);
    DatabaseGate gate = new DatabaseGate(database, from.timeout.dividedBy(2));
    SlowWork work =
        new SlowWork(
            new DurableBeans(from, ground),
            transactions,
            from.timeout,
            held.map(node -> node.marks(ground)));
    TaskFormats formats = TaskFormats.asSet();
    Outbox outbox =
        new JmsOutbox(
            ground.sessions(),
            queue(Names.COMMANDS_ADDRESS),
            new ReplyDestinations(Settings.get("baton.reply.allow", ".*")),
            queue(Names.SIGNALS_ADDRESS),
            formats);
    ThreadWakeUp wakeUp = new ThreadWakeUp();
    Alarm alarm = new Alarm(wakeUp);
    Kernel kernel =
        new Kernel(
            store,
            outbox,
            new MethodActivities(scripts, work),
            definitions,
            new UndoOrders(),
            transactions,
            alarm.and(new CaseEvents(from.observer)));
    CaseWorker worker = new CaseWorker(kernel);
    CaseStarter starter = worker.starter();
    cases = new CasesClient(kernel, starter, from.caller);
    deployments = new DeploymentsClient(definitions, kernel, from.caller);
    from.documents.forEach(deployments::deploy);
    gateways = new GatewayDesk(kernel);

    Parking parking = new Parking(ground.sessions(), queue(Names.PARKED_ADDRESS), store);
    CommandHandling commands =
        new CommandHandling(
            worker, parking, transactions, work, database, gathering(Names.COMMANDS_ADDRESS));
    SignalHandling signals =
        new SignalHandling(new SignalDesk(kernel, worker), parking, transactions);
    AnswerHandling answers =
        new AnswerHandling(new AnswerDesk(kernel, worker), parking, transactions);
    TaskHandling tasks =
        new TaskHandling(
            formats.manager(), new TaskDesk(kernel, starter, worker), parking, transactions);
    HealthHandling health = new HealthHandling(new HealthDesk(kernel), parking);
    StartHandling starts =
        new StartHandling(starter, store, outbox, parking, gathering(Names.START_ADDRESS));
    DeadLetterHandling dead =
        new DeadLetterHandling(
            new DeadLetters(kernel),
            parking,
            ground.sessions(),
            Map.of(
                Names.START_ADDRESS,
                queue(Names.START_ADDRESS),
                Names.SIGNALS_ADDRESS,
                queue(Names.SIGNALS_ADDRESS),
                Names.DEFINITIONS_ADDRESS,
                queue(Names.DEFINITIONS_ADDRESS),
                Names.TO_MANAGER_ADDRESS,
                queue(Names.TO_MANAGER_ADDRESS),
                Names.TO_MANAGER_EDITS_ADDRESS,
                queue(Names.TO_MANAGER_EDITS_ADDRESS),
                Names.HEALTH_ADDRESS,
                queue(Names.HEALTH_ADDRESS)));
    DefinitionHandling requests =
        new DefinitionHandling(new DefinitionDesk(kernel), store, outbox, parking);
    List<Subscription> subscriptions =
        List.of(
            new Subscription(Names.COMMANDS_ADDRESS, from.sessions, commands::handle),
            new Subscription(Names.SIGNALS_ADDRESS, 2, signals::handle),
            new Subscription(Names.ANSWERS_ADDRESS, 2, answers::handle),
            new Subscription(Names.TO_MANAGER_ADDRESS, 2, tasks::handle),
            new Subscription(Names.HEALTH_ADDRESS, 1, (message, back) -> health.handle(message)),
            new Subscription(Names.START_ADDRESS, 1, (message, back) -> starts.handle(message)),
            new Subscription(
                Names.DEFINITIONS_ADDRESS, 1, (message, back) -> requests.handle(message)),
            new Subscription(
                Names.TO_MANAGER_EDITS_ADDRESS, 1, (message, back) -> requests.handleEdit(message)),
            new Subscription(Names.DEAD_ADDRESS, 1, (message, back) -> dead.handle(message)));

    List<Heartbeat.Beat> beats = new ArrayList<>(List.of(gate::lookAgain, work::note));
    held.ifPresent(node -> beats.add(() -> node.renewOrClose(gate)));
    ground.add(new Heartbeat(beats));
    Clockwork clockwork = new Clockwork(kernel, alarm);
    wakeUp.start(clockwork::beat);
    ground.add(wakeUp::stop);
    ground
        .add(
            new Receivers(
                subscriptions,
                ground.sessions(),
                ground.manager(),
                new Guard(gate, transactions),
                from.timeout))
        .start();
    ground.add(new DurableAttendants(kernel, from, ground)).start();
  }

  private Optional<Gathering> gathering(String address) {
    return Optional.of(new Gathering(ground.sessions(), queue(address)));
  }

  private static Queue queue(String address) {
    return ActiveMQDestination.createQueue(address);
  }

  @Override
  public void close() {
    ground.close();
  }
}
