package io.baton.ejb.jms;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.XAConnectionFactory;
import jakarta.jms.XAJMSContext;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * One JMS session for all that a transaction receives and sends. To the broker it is the same as
 * the one that the message came by, so that both are one branch of the transaction; a session of
 * the server's pool is another. Who asks in a transaction that shares none gets one of the pool's.
 */
public final class SharedSessions implements ConnectionFactory, AutoCloseable {
  private static final String SHARED = SharedSessions.class.getName();

  private final ConnectionFactory pool;
  private final XAConnectionFactory broker;
  private final TransactionManager manager;
  private final TransactionSynchronizationRegistry registry;
  private final Queue<Session> idle = new ConcurrentLinkedQueue<>();

  public SharedSessions(
      ConnectionFactory pool,
      XAConnectionFactory broker,
      TransactionManager manager,
      TransactionSynchronizationRegistry registry) {
    this.pool = pool;
    this.broker = broker;
    this.manager = manager;
    this.registry = registry;
  }

  /** From here on to its end the current transaction shares a session. */
  void share() {
    if (shared() == null) {
      Session kept = idle.poll();
      Session session = kept == null ? new Session(broker.createXAContext()) : kept;
      giveBackAtEnd(session);
      enlist(session);
      registry.putResource(SHARED, session);
    }
  }

  private @Nullable Session shared() {
    return registry.getTransactionStatus() == Status.STATUS_ACTIVE
        ? (Session) registry.getResource(SHARED)
        : null;
  }

  private void giveBackAtEnd(Session session) {
    registry.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {}

          @Override
          public void afterCompletion(int status) {
            if (session.failed) {
              session.context.close();
            } else {
              idle.add(session);
            }
          }
        });
  }

  private void enlist(Session session) {
    try {
      manager.getTransaction().enlistResource(session.context.getXAResource());
    } catch (RollbackException | SystemException e) {
      session.failed = true;
      throw new JMSRuntimeException(
          "a JMS session cannot join the transaction: " + e.getMessage(), null, e);
    }
  }

  @Override
  public JMSContext createContext() {
    Session shared = shared();
    return shared == null ? pool.createContext() : shared.lent();
  }

  @Override
  public JMSContext createContext(int sessionMode) {
    Session shared = shared(); // In a transaction the mode means nothing.
    return shared == null ? pool.createContext(sessionMode) : shared.lent();
  }

  @Override
  public JMSContext createContext(String user, String password) {
    throw asItIs();
  }

  @Override
  public JMSContext createContext(String user, String password, int sessionMode) {
    throw asItIs();
  }

  @Override
  public Connection createConnection() {
    throw asItIs();
  }

  @Override
  public Connection createConnection(String user, String password) {
    throw asItIs();
  }

  private static UnsupportedOperationException asItIs() {
    return new UnsupportedOperationException("use createContext()");
  }

  @Override
  public void close() {
    for (Session next = idle.poll(); next != null; next = idle.poll()) {
      next.context.close();
    }
  }

  /** A session, and whether it is still good for anything. */
  private static final class Session {
    private final XAJMSContext context;
    private volatile boolean failed;

    Session(XAJMSContext context) {
      this.context = context;
    }

    /** Closing it does nothing: the end of the transaction does. */
    JMSContext lent() {
      return (JMSContext)
          Proxy.newProxyInstance(
              SharedSessions.class.getClassLoader(),
              new Class<?>[] {JMSContext.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("close")) {
                  return null;
                }
                try {
                  return method.invoke(context.getContext(), arguments);
                } catch (InvocationTargetException e) {
                  failed = true;
                  throw e.getCause();
                }
              });
    }
  }
}
