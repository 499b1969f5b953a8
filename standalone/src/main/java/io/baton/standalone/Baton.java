package io.baton.standalone;

import io.baton.api.Activity;
import io.baton.api.ActivityContext;
import io.baton.api.ActivityMode;
import io.baton.api.CaseEvent;
import io.baton.api.Cases;
import io.baton.api.Deployments;
import io.baton.engine.WhenDown;
import io.baton.model.Effect;
import io.baton.model.Incident;
import io.baton.port.Settings;
import io.baton.port.Transactions;
import io.baton.workflow.script.CurrentActivity;
import io.baton.workflow.script.PlainInstances;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The engine in a plain JVM, with cases in memory: for tests, tools and tries. What is running when
 * the JVM ends is gone.
 */
public final class Baton implements AutoCloseable {
  private final Parts parts;
  private final Workers workers;
  private final ThreadWakeUp time;
  private final RemoteWorkers remote;

  private Baton(Builder from) {
    this.time = new ThreadWakeUp();
    this.parts = new Parts(from, InstantSource.system(), time, () -> true);
    this.remote =
        new RemoteWorkers(
            from.remoteWorkers,
            from.threads,
            answer ->
                parts.queue.put(
                    List.of(
                        Message.of(new Effect.Send(answer), InstantSource.system().instant()))));
    parts.outside.workers(remote::take);
    this.workers = new Workers(parts.queue, parts.courier, from.threads);
    time.start(parts.clockwork::beat);
  }

  public static Builder builder() {
    return new Builder();
  }

  /**
   * The other mode: each step is an XA transaction on disk, and a killed process goes on when it is
   * started again.
   *
   * @param state the folder with all that survives, made if need be; one process at a time
   */
  public static DurableBaton.Builder durable(Path state) {
    return new DurableBaton.Builder(state);
  }

  public Cases cases() {
    return parts.cases;
  }

  /** Workflows as data, deployed while this runs; they take {@code baton-graph.jar}. */
  public Deployments deployments() {
    return parts.deployments;
  }

  /** What activities and callers can join; a start joins it, too. */
  public Transactions transactions() {
    return parts.transactions;
  }

  /** What waits for a person, the oldest first. */
  public List<Incident> incidents() {
    return parts.store.incidents();
  }

  /** The activity that runs on the thread that asks, whenever it asks. */
  public static ActivityContext activity() {
    return CurrentActivity.ofCallingThread();
  }

  /**
   * The world outside in mock mode.
   *
   * @throws IllegalStateException when the engine is not in mock mode
   */
  public Mock mock() {
    return parts.mock();
  }

  /** Lets the commands under way end; queued ones are dropped. */
  @Override
  public void close() {
    time.stop();
    remote.close();
    workers.close();
  }

  /** What a Baton is made of. */
  public static final class Builder {
    private static final Object NOBODY = new Object();

    final Set<Class<?>> workflows = new LinkedHashSet<>();
    final List<String> documents = new ArrayList<>();
    final Map<Class<?>, Object> beans = new LinkedHashMap<>();
    final Map<String, RemoteWorker> remoteWorkers = new LinkedHashMap<>();
    Supplier<String> caller = () -> "anonymous";
    Consumer<CaseEvent> observer = event -> {};
    String node = "standalone";
    boolean mocked = !Settings.get(Settings.MOCK, "").isEmpty();
    boolean fromScratch;

    /** What becomes of starts that need a service which is down. */
    WhenDown whenDown = WhenDown.asSet();

    LongSupplier order = new AtomicLong()::getAndIncrement;
    private int threads = Runtime.getRuntime().availableProcessors();

    private Builder() {}

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
      beans.put(activityInterface, bean);
      return this;
    }

    /**
     * An interface of REMOTE activities only: it needs no bean.
     *
     * @throws IllegalArgumentException when it has activities that are done in this process
     */
    public Builder remote(Class<?> activityInterface) {
      for (Method method : activityInterface.getMethods()) {
        Activity activity = method.getAnnotation(Activity.class);
        if (activity != null && activity.mode() != ActivityMode.REMOTE) {
          throw new IllegalArgumentException(method + " is not REMOTE: the interface needs a bean");
        }
      }
      beans.put(activityInterface, NOBODY);
      return this;
    }

    /**
     * Answers the requests for a destination in this process, on threads of its own. Without one
     * they wait; {@link ManualBaton} leaves all of them to the test.
     *
     * @param worker called by several threads at once
     */
    public Builder worker(String destination, RemoteWorker worker) {
      remoteWorkers.put(destination, worker);
      return this;
    }

    /** How many commands are handled at the same time; default: one per processor. */
    public Builder threads(int threads) {
      if (threads < 1) {
        throw new IllegalArgumentException("threads is " + threads + ", the least is 1");
      }
      this.threads = threads;
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

    public Builder node(String node) {
      this.node = node;
      return this;
    }

    /**
     * For tests: every turn begins with the journal and nothing else, so that a workflow that keeps
     * something in memory is found out.
     */
    public Builder fromScratch() {
      this.fromScratch = true;
      return this;
    }

    /**
     * Mock mode, as the environment variable {@code BATON_MOCK} switches it on: no activity is
     * called, and none needs a bean.
     */
    public Builder mocked() {
      this.mocked = true;
      return this;
    }

    Set<Class<?>> interfaces() {
      Set<Class<?>> interfaces = new LinkedHashSet<>(beans.keySet());
      if (mocked) {
        workflows.stream()
            .flatMap(workflow -> PlainInstances.durableFields(workflow).stream())
            .forEach(field -> interfaces.add(field.getType()));
      }
      return interfaces;
    }

    /** For tests: commands that are due at the same moment are handled in a random order. */
    public Builder shuffled(long seed) {
      this.order = new Random(seed)::nextLong;
      return this;
    }

    /**
     * @throws IllegalArgumentException with every error of every workflow and activity
     */
    public Baton start() {
      return new Baton(this);
    }

    /**
     * For tests: no threads, and a clock that moves only when told.
     *
     * @throws IllegalArgumentException with every error of every workflow and activity
     */
    public ManualBaton manual() {
      return new ManualBaton(this, () -> true);
    }
  }
}
