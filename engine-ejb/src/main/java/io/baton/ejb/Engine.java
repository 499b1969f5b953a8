package io.baton.ejb;

import io.baton.api.Cases;
import io.baton.api.Deployments;
import io.baton.api.Gateways;
import io.baton.ejb.jms.Gathering;
import io.baton.ejb.jms.JmsOutbox;
import io.baton.ejb.jms.Names;
import io.baton.ejb.jms.Parking;
import io.baton.ejb.jms.RecordMessages;
import io.baton.ejb.jms.ReplyDestinations;
import io.baton.ejb.jms.SharedSessions;
import io.baton.ejb.jms.TaskFormats;
import io.baton.ejb.jta.JtaTransactions;
import io.baton.ejb.node.Delivery;
import io.baton.ejb.node.NodeLease;
import io.baton.ejb.node.SlowMarks;
import io.baton.ejb.node.SlowWork;
import io.baton.ejb.node.StartChecks;
import io.baton.engine.AnswerDesk;
import io.baton.engine.CaseStarter;
import io.baton.engine.CaseWorker;
import io.baton.engine.CasesClient;
import io.baton.engine.DeadLetters;
import io.baton.engine.DefinitionDesk;
import io.baton.engine.DeploymentsClient;
import io.baton.engine.GatewayDesk;
import io.baton.engine.HealthDesk;
import io.baton.engine.Kernel;
import io.baton.engine.RecordDesk;
import io.baton.engine.RecordIntake;
import io.baton.engine.SignalDesk;
import io.baton.engine.TaskDesk;
import io.baton.model.CaseId;
import io.baton.model.StartRequest;
import io.baton.port.Attendant;
import io.baton.port.CaseStore;
import io.baton.port.Definitions;
import io.baton.port.DeployableDefinitions;
import io.baton.port.Settings;
import io.baton.port.TurnObserver;
import io.baton.port.UndoPlan;
import io.baton.workflow.script.ActivityHost;
import io.baton.workflow.script.MethodActivities;
import io.baton.workflow.script.Scripts;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Queue;
import jakarta.jms.XAConnectionFactory;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import javax.sql.DataSource;

/** Puts the engine together when the application starts, or refuses to start and says why. */
@Startup
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
@SuppressWarnings("NullAway.Init") // The container injects the fields and calls start() first.
public class Engine {
  private static final System.Logger LOG = System.getLogger(Engine.class.getName());
  private static final long BEAT_MILLIS = 1_000;
  private static final int LEASE_EVERY = 5;

  @Resource(lookup = "java:jboss/TransactionManager")
  private TransactionManager manager;

  @Resource private TransactionSynchronizationRegistry registry;

  @Resource(lookup = Names.CONNECTIONS)
  private ConnectionFactory connections;

  @Resource(lookup = Names.COMMANDS)
  private Queue commandQueue;

  @Resource(lookup = Names.START)
  private Queue startQueue;

  @Resource(lookup = Names.SIGNALS)
  private Queue signalQueue;

  @Resource(lookup = Names.DEFINITIONS)
  private Queue definitionQueue;

  @Resource(lookup = Names.TO_MANAGER)
  private Queue taskQueue;

  @Resource(lookup = Names.TO_MANAGER_EDITS)
  private Queue editQueue;

  @Resource(lookup = Names.HEALTH)
  private Queue healthQueue;

  @Resource(lookup = Names.PARKED)
  private Queue parkedQueue;

  @Resource private TimerService timers;
  @Resource private ManagedExecutorService executor;
  @Inject private Scripts scripts;
  @Inject private ActivityHost applicationBeans;
  @Inject private TurnObserver caseEvents;
  @Resource private ManagedThreadFactory threads;
  @Inject private Attendant.Beans attended;
  @EJB private Caller caller;
  @EJB private EjbWakeUp ejbWakeUp;

  private CommandHandling commands;
  private SignalHandling signals;
  private AnswerHandling answers;
  private TaskHandling tasks;
  private HealthHandling health;
  private RecordIntake recordIntake;
  private RecordHandling records;
  private StartHandling starts;
  private DefinitionHandling definitionRequests;
  private Deployments deployments;
  private DeadLetterHandling deadLetters;
  private StartChecks checks;
  private boolean checked;
  private DatabaseGate gate;
  private Delivery delivery;
  private Attendants attendants;
  private Guard guard;
  private SlowWork slowWork;
  private Waking waking;
  private Kernel kernel;
  private CaseStarter starter;
  private Cases cases;
  private CaseStore store;
  private Optional<SharedSessions> shared = Optional.empty();
  private Optional<NodeLease> lease = Optional.empty();
  private int beats;

  @PostConstruct
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  void start() {
    String node = Settings.get(Settings.NODE, "");
    JtaTransactions transactions = new JtaTransactions(manager, registry);
    StoreHost host = new StoreHost(transactions, node);
    String storeName = Settings.get(Settings.STORE, Settings.DEFAULT_STORE);
    String dataSourceName = Settings.get(Settings.DATA_SOURCE, Settings.DEFAULT_DATA_SOURCE);
    Optional<DataSource> source =
        storeName.equals(Settings.DEFAULT_STORE)
            ? Optional.of(host.resource(DataSource.class, dataSourceName))
            : Optional.empty();
    checks = new StartChecks(source, dataSourceName);
    checked = checks.run();

    store = host.open(storeName);
    Definitions definitions =
        DeployableDefinitions.around(scripts, store.definitions(), transactions);
    if (definitions instanceof DeployableDefinitions deployable) {
      deployable.deployFiles(Engine.class.getClassLoader());
    }
    lease = source.map(s -> new NodeLease(s, transactions, node, dataFolder()));
    lease.ifPresent(l -> l.take(String.join(",", definitions.workflows())));

    Duration timeout = Duration.ofSeconds(Long.parseLong(Settings.get(Settings.TX_TIMEOUT, "120")));
    Database database = new Database(source, transactions);
    gate = new DatabaseGate(database, timeout.dividedBy(2));
    Optional<SlowMarks> marks =
        lease.map(l -> new SlowMarks(source.orElseThrow(), transactions, l));
    slowWork = new SlowWork(applicationBeans, transactions, timeout, marks);
    TaskFormats formats = TaskFormats.asSet();
    shared = sessions(host);
    ConnectionFactory sending = shared.<ConnectionFactory>map(s -> s).orElse(connections);
    JmsOutbox outbox =
        new JmsOutbox(
            sending,
            commandQueue,
            new ReplyDestinations(Settings.get("baton.reply.allow", ".*")),
            signalQueue,
            formats);
    outbox.makeQueues();
    waking = new Waking(host, ejbWakeUp);
    kernel =
        new Kernel(
            store,
            outbox,
            new MethodActivities(scripts, slowWork),
            definitions,
            undoPlan(),
            transactions,
            waking.alarm().and(new Afterwards(executor, caseEvents)));
    attendants = new Attendants(kernel, node, attended, threads);
    CaseWorker worker = new CaseWorker(kernel);
    starter = worker.starter();
    Parking parking = new Parking(sending, parkedQueue, store);
    guard = new Guard(gate, transactions);
    commands =
        new CommandHandling(
            worker,
            parking,
            transactions,
            slowWork,
            database,
            shared.map(s -> new Gathering(s, commandQueue)));
    signals = new SignalHandling(new SignalDesk(kernel, worker), parking, transactions);
    answers = new AnswerHandling(new AnswerDesk(kernel, worker), parking, transactions);
    tasks =
        new TaskHandling(
            formats.manager(), new TaskDesk(kernel, starter, worker), parking, transactions);
    health = new HealthHandling(new HealthDesk(kernel), parking);
    recordIntake =
        new RecordIntake(
            kernel,
            ReadTopics.of(Engine.class.getClassLoader(), definitions),
            new RecordDesk(kernel, starter, worker, waking.alarm()::in),
            new RecordMessages(connections, parkedQueue),
            Duration.parse(Settings.get(Settings.RECORDS_GAP, RecordIntake.PATIENCE.toString())));
    records = new RecordHandling(recordIntake, parking, transactions);
    starts =
        new StartHandling(
            starter, store, outbox, parking, shared.map(s -> new Gathering(s, startQueue)));
    deadLetters =
        new DeadLetterHandling(
            new DeadLetters(kernel),
            parking,
            connections,
            Map.of(
                Names.START_ADDRESS,
                startQueue,
                Names.SIGNALS_ADDRESS,
                signalQueue,
                Names.DEFINITIONS_ADDRESS,
                definitionQueue,
                Names.TO_MANAGER_ADDRESS,
                taskQueue,
                Names.TO_MANAGER_EDITS_ADDRESS,
                editQueue,
                Names.HEALTH_ADDRESS,
                healthQueue));
    definitionRequests = new DefinitionHandling(new DefinitionDesk(kernel), store, outbox, parking);
    deployments = new DeploymentsClient(definitions, kernel, caller::name);
    cases = new CasesClient(kernel, starter, caller::name);
    delivery = new Delivery(executor, Engine.class.getClassLoader());
    // Made here and not by annotation: a timer of an engine that did not start hangs the server.
    timers.createIntervalTimer(BEAT_MILLIS, BEAT_MILLIS, new TimerConfig(null, false));
    LOG.log(
        System.Logger.Level.INFO,
        "Baton runs on node {0} with store {1}; workflows: {2}",
        node,
        storeName,
        definitions.workflows());
  }

  /** Empty on a server that has none of them: then each command has its own transaction. */
  private Optional<SharedSessions> sessions(StoreHost host) {
    try {
      XAConnectionFactory broker = host.resource(XAConnectionFactory.class, Names.SESSIONS);
      return Optional.of(new SharedSessions(connections, broker, manager, registry));
    } catch (IllegalStateException e) {
      LOG.log(
          System.Logger.Level.INFO,
          "each command has a transaction of its own: {0}",
          e.getMessage());
      return Optional.empty();
    }
  }

  private static Path dataFolder() {
    return Path.of(System.getProperty("jboss.server.data.dir", "."));
  }

  private static UndoPlan undoPlan() {
    return ServiceLoader.load(UndoPlan.class)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "BATON-1413 no compensation in the application: baton-compensation.jar is missing in lib/"));
  }

  @PreDestroy
  void stop() {
    delivery.stop();
    attendants.stop();
    waking.stop();
    gate.closeForGood();
    shared.ifPresent(SharedSessions::close);
    if (store instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        LOG.log(System.Logger.Level.WARNING, "the store did not close: " + e.getMessage(), e);
      }
    }
  }

  public Guard guard() {
    return guard;
  }

  public CommandHandling commands() {
    return commands;
  }

  public SignalHandling signals() {
    return signals;
  }

  public AnswerHandling answers() {
    return answers;
  }

  public TaskHandling tasks() {
    return tasks;
  }

  public HealthHandling health() {
    return health;
  }

  public RecordHandling records() {
    return records;
  }

  public StartHandling starts() {
    return starts;
  }

  public DefinitionHandling definitions() {
    return definitionRequests;
  }

  public Deployments deployments() {
    return deployments;
  }

  /** For who has the role {@code baton-admin}. */
  public Gateways gateways() {
    return new GatewayDesk(
        () -> {
          if (!caller.isAdmin()) {
            throw new SecurityException(
                "BATON-1606 gateways are for the role %s, which %s has not"
                    .formatted(Caller.ADMIN, caller.name()));
          }
          return store.gateways();
        },
        kernel.transactions());
  }

  public DeadLetterHandling deadLetters() {
    return deadLetters;
  }

  public Cases cases() {
    return cases;
  }

  /** Joins the caller's transaction. */
  public CaseId start(StartRequest request) {
    return starter.start(request, caller.name()).id();
  }

  /** Once a second: nothing about cases depends on it, only how soon trouble is noticed. */
  @Timeout
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  void beat(Timer timer) {
    if (!checked && !check(timer)) {
      return;
    }
    try {
      delivery.start();
      waking.start(kernel, recordIntake::beat);
      attendants.start();
      gate.lookAgain();
      slowWork.note();
      if (beats++ % LEASE_EVERY == 0 && lease.isPresent() && !lease.get().renew()) {
        gate.closeForGood();
        attendants.stop();
        waking.stop();
        LOG.log(
            System.Logger.Level.ERROR,
            "this node's id is held by another server now: no command is taken any more");
      }
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "heartbeat: {0}", e.getMessage());
    }
  }

  /** What could not be looked at while the server booted is looked at before the first command. */
  private boolean check(Timer timer) {
    try {
      checked = checks.run();
    } catch (IllegalStateException refusal) {
      timer.cancel();
      LOG.log(System.Logger.Level.ERROR, "no command is taken: " + refusal.getMessage(), refusal);
    }
    return checked;
  }
}
