package io.baton.ejb.node;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The delivery of messages to this application's listeners. On WildFly a message that comes before
 * the start-up bean is there waits for it, and the server cannot take a refused application out
 * while one waits; so {@code jboss-ejb3.xml} deploys the listeners without delivery. Other servers
 * do not read that file and deliver by themselves.
 */
public final class Delivery {
  private static final System.Logger LOG = System.getLogger(Delivery.class.getName());

  /** How WildFly names the class loader of a deployment's module. */
  private static final String MODULE = "deployment.";

  /** So many heartbeats after the start, a minute, a server shows what is deployed in it. */
  private static final int SHOWN_AFTER = 60;

  private final ServerModel server = new ServerModel();
  private final ExecutorService executor;
  private final String module;
  private Future<?> attempt = CompletableFuture.completedFuture(null);
  private volatile boolean done;
  private int attempts;
  private boolean complained;

  /**
   * @param executor of threads that no undeployment waits for: the operation waits for the end of
   *     the deployment that is under way
   * @param listeners the class loader of the module with the listeners
   */
  public Delivery(ExecutorService executor, ClassLoader listeners) {
    this.executor = executor;
    this.module = String.valueOf(listeners.getName());
    this.done = !module.startsWith(MODULE);
  }

  /** Called regularly, and returns at once: starts the delivery as soon as the server lets it. */
  public synchronized void start() {
    if (!done && attempt.isDone()) {
      attempt = executor.submit(this::startNow);
    }
  }

  /** The engine goes: an attempt that still waits is given up. */
  public synchronized void stop() {
    done = true;
    attempt.cancel(true);
  }

  private void startNow() {
    try {
      List<ObjectName> listeners = listeners();
      for (ObjectName listener : listeners) {
        server.invoke(listener, "startDelivery");
      }
      done = done || !listeners.isEmpty();
      if (!done && ++attempts >= SHOWN_AFTER) {
        throw new IllegalStateException("the server's management model does not show them");
      }
    } catch (JMException | RuntimeException e) {
      complain(e);
    }
  }

  private List<ObjectName> listeners() {
    return server.names("subsystem=ejb3,message-driven-bean=*,*").stream()
        .filter(listener -> moduleOf(listener).equals(module))
        .toList();
  }

  /** The module's name is made of the archive's runtime name, the resource's of its other one. */
  private String moduleOf(ObjectName listener) {
    String deployment = listener.getKeyProperty("deployment");
    String archive =
        server.names("deployment=" + deployment).stream()
            .flatMap(name -> server.attribute(name, "runtimeName").stream())
            .findFirst()
            .orElse(deployment);
    String part = listener.getKeyProperty("subdeployment");
    return MODULE + archive + (part == null ? "" : "." + part);
  }

  /** Once: it is tried again with every heartbeat. */
  private void complain(Exception e) {
    if (done) {
      return;
    }
    LOG.log(
        complained ? System.Logger.Level.DEBUG : System.Logger.Level.ERROR,
        "BATON-1414 no command is taken yet: the delivery to this application's listeners cannot be started: "
            + e.getMessage(),
        e);
    complained = true;
  }
}
