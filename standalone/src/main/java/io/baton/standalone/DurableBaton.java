package io.baton.standalone;

import io.baton.api.CaseEvent;
import io.baton.api.Cases;
import io.baton.api.Deployments;
import io.baton.api.GatewayEffect;
import io.baton.api.GatewayHandler;
import io.baton.api.Gateways;
import io.baton.api.PollingAgent;
import io.baton.port.Transactions;
import io.baton.standalone.durable.XaDatabase;
import jakarta.jms.ConnectionFactory;
import jakarta.transaction.TransactionManager;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import javax.sql.XADataSource;

/**
 * The engine in a plain JVM, with each step in one XA transaction of a database and a broker of its
 * own: what was running when the process was killed goes on when it is started again. One per JVM
 * at a time.
 */
public final class DurableBaton implements AutoCloseable {
  private final DurableParts parts;

  private DurableBaton(Builder from) {
    this.parts = DurableParts.start(from);
  }

  public Cases cases() {
    return parts.cases;
  }

  /** Workflows as data, deployed while this runs; they take {@code baton-graph.jar}. */
  public Deployments deployments() {
    return parts.deployments;
  }

  /** For the operators of gateways; they take {@code baton-gateway.jar}. */
  public Gateways gateways() {
    return parts.gateways;
  }

  /** Connections that join the transaction of the thread that asks; committed as told outside. */
  public DataSource dataSource() {
    return parts.ground.database();
  }

  /** What activities and callers can join; a start joins it, too. */
  public Transactions transactions() {
    return parts.transactions;
  }

  /** The same transactions, for libraries that want JTA. */
  public TransactionManager transactionManager() {
    return parts.ground.manager();
  }

  /** JMS in the caller's transaction, on the broker of this process; {@code createContext} only. */
  public ConnectionFactory connections() {
    return parts.ground.sessions();
  }

  /** Lets the commands under way end; queued ones wait on disk for the next start. */
  @Override
  public void close() {
    parts.close();
  }

  /** What a durable Baton is made of. */
  public static final class Builder {
    final Path directory;
    final Set<Class<?>> workflows = new LinkedHashSet<>();
    final List<String> documents = new ArrayList<>();
    final List<Activities<?>> activities = new ArrayList<>();
    final List<Attended> attended = new ArrayList<>();
    Optional<XaDatabase> database = Optional.empty();
    Optional<String> node = Optional.empty();
    Supplier<String> caller = () -> "anonymous";
    Consumer<CaseEvent> observer = event -> {};
    Duration timeout = Duration.ofMinutes(2);
    int sessions = 8;

    Builder(Path directory) {
      this.directory = directory;
    }

    /** Cases and activities in a database of your own; it must know XA. */
    public Builder database(XADataSource source) {
      database = Optional.of(XaDatabase.of(source));
      return this;
    }

    /**
     * The same by URL, PostgreSQL or H2.
     *
     * @throws IllegalArgumentException when the URL is of another database
     */
    public Builder database(String url, String user, String password) {
      database = Optional.of(XaDatabase.at(url, user, password));
      return this;
    }

    public Builder workflow(Class<?> workflow) {
      workflows.add(workflow);
      return this;
    }

    /**
     * A workflow as data, deployed at the start; it takes {@code baton-graph.jar}.
     *
     * @param document as {@link Deployments#deploy} has it
     */
    public Builder deploy(String document) {
      documents.add(document);
      return this;
    }

    /**
     * @param bean called by several threads at once
     */
    public <T> Builder activities(Class<T> activityInterface, T bean) {
      return activitiesOn(activityInterface, database -> bean);
    }

    /**
     * @param bean makes the bean, called by several threads at once, on {@link #dataSource()}, when
     *     the database is open and no command is taken yet
     */
    public <T> Builder activitiesOn(Class<T> activityInterface, Function<DataSource, T> bean) {
      activities.add(new Activities<>(activityInterface, bean));
      return this;
    }

    /**
     * What a gateway calls; it takes {@code baton-gateway.jar}.
     *
     * @param name the {@code handlerMethodName} of its configuration
     * @param handler as {@link #activitiesOn} has its bean
     */
    public Builder gatewayHandler(String name, Function<DataSource, GatewayHandler> handler) {
      attended.add(new Attended(name, handler));
      return this;
    }

    /**
     * What handlers of gateways may have done after their commit; it takes {@code
     * baton-gateway.jar}.
     *
     * @param effect given the database, whose connections are outside of transactions then
     */
    public Builder gatewayEffect(String name, Function<DataSource, GatewayEffect> effect) {
      attended.add(new Attended(name, effect));
      return this;
    }

    /** What is polled now and then; it takes {@code baton-gateway.jar}. */
    public Builder pollingAgent(String name, PollingAgent agent) {
      attended.add(new Attended(name, database -> agent));
      return this;
    }

    /** How many commands are handled at the same time; default: 8. */
    public Builder sessions(int sessions) {
      if (sessions < 1) {
        throw new IllegalArgumentException("sessions is " + sessions + ", the least is 1");
      }
      this.sessions = sessions;
      return this;
    }

    /** Tells who starts a case; asked on the caller's thread. */
    public Builder caller(Supplier<String> caller) {
      this.caller = caller;
      return this;
    }

    /** Is told what happened to cases, after the commit, on the thread that did it. */
    public Builder observer(Consumer<CaseEvent> observer) {
      this.observer = observer;
      return this;
    }

    /** How long a transaction, and so an activity, may take; default: two minutes. */
    public Builder timeout(Duration timeout) {
      if (timeout.toSeconds() < 2) {
        throw new IllegalArgumentException("timeout is " + timeout + ", the least is PT2S");
      }
      this.timeout = timeout;
      return this;
    }

    /**
     * At most 23 bytes, unique among all who use the same database, the same after each restart;
     * default: one that is kept in the state directory.
     */
    public Builder node(String node) {
      this.node = Optional.of(node);
      return this;
    }

    /**
     * Opens the state directory, finishes what the last process left in doubt and takes commands.
     *
     * @throws IllegalArgumentException with every error of every workflow and activity
     * @throws IllegalStateException with a code, when the state directory is in use or the database
     *     would lose work
     */
    public DurableBaton start() {
      return new DurableBaton(this);
    }
  }

  /** An activity interface, and what makes its bean. */
  record Activities<T>(Class<T> type, Function<DataSource, T> bean) {
    Object on(DataSource database) {
      return bean.apply(database);
    }
  }

  /** What something beside the engine calls, by its name among those of its type. */
  record Attended(String name, Function<DataSource, ?> bean) {}
}
