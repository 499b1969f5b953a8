package io.baton.standalone.durable;

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

/**
 * JMS sessions that belong to the transaction of the thread that asks: one per transaction, the one
 * that received its message if there is such, so that the broker is one branch. Closing a context
 * from here does nothing; the end of the transaction does.
 */
public final class JoinedSessions implements ConnectionFactory, AutoCloseable {
  private static final String JOINED = JoinedSessions.class.getName();

  private final XAConnectionFactory broker;
  private final TransactionManager manager;
  private final TransactionSynchronizationRegistry registry;
  private final Queue<XAJMSContext> idle = new ConcurrentLinkedQueue<>();

  public JoinedSessions(
      XAConnectionFactory broker,
      TransactionManager manager,
      TransactionSynchronizationRegistry registry) {
    this.broker = broker;
    this.manager = manager;
    this.registry = registry;
  }

  /** A session of the caller's own, in no transaction yet. */
  XAJMSContext open() {
    return broker.createXAContext();
  }

  /** Makes {@code session} the one of the current transaction. */
  void join(XAJMSContext session) {
    try {
      manager.getTransaction().enlistResource(NamedBranch.broker(session.getXAResource()));
    } catch (RollbackException | SystemException e) {
      throw failed("a JMS session cannot join the transaction: " + e.getMessage(), e);
    }
    registry.putResource(JOINED, session);
  }

  @Override
  public JMSContext createContext() {
    if (registry.getTransactionStatus() != Status.STATUS_ACTIVE) {
      throw new JMSRuntimeException("messages are sent in an active transaction, there is none");
    }
    XAJMSContext session = (XAJMSContext) registry.getResource(JOINED);
    return lent(session == null ? borrow() : session);
  }

  private XAJMSContext borrow() {
    XAJMSContext kept = idle.poll();
    XAJMSContext session = kept == null ? open() : kept;
    registry.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {}

          @Override
          public void afterCompletion(int status) {
            idle.add(session);
          }
        });
    join(session);
    return session;
  }

  private static JMSContext lent(XAJMSContext session) {
    JMSContext context = session.getContext();
    return (JMSContext)
        Proxy.newProxyInstance(
            JoinedSessions.class.getClassLoader(),
            new Class<?>[] {JMSContext.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                return null;
              }
              try {
                return method.invoke(context, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public JMSContext createContext(int sessionMode) {
    return createContext(); // In a transaction the mode means nothing.
  }

  @Override
  public JMSContext createContext(String user, String password) {
    throw noUsers();
  }

  @Override
  public JMSContext createContext(String user, String password, int sessionMode) {
    throw noUsers();
  }

  @Override
  public Connection createConnection() {
    throw new UnsupportedOperationException("use createContext()");
  }

  @Override
  public Connection createConnection(String user, String password) {
    throw noUsers();
  }

  private static UnsupportedOperationException noUsers() {
    return new UnsupportedOperationException("the broker in this JVM knows no users");
  }

  private static JMSRuntimeException failed(String text, Exception cause) {
    return new JMSRuntimeException(text, null, cause);
  }

  @Override
  public void close() {
    for (XAJMSContext next = idle.poll(); next != null; next = idle.poll()) {
      next.close();
    }
  }
}
