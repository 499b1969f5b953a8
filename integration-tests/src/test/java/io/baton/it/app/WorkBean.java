package io.baton.it.app;

import io.baton.api.ActivityContext;
import io.baton.api.BusinessException;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Writes its effect first and runs into trouble then: only a rollback takes the effect away. */
@ApplicationScoped
public class WorkBean implements Work {
  @Inject ActivityContext context;
  @Inject Effects effects;
  @Inject Tries tries;
  @PersistenceContext EntityManager entities;

  @Resource(lookup = "java:/JmsXA")
  ConnectionFactory connections;

  @Resource(lookup = "java:jboss/TransactionManager")
  TransactionManager transactions;

  @Resource TransactionSynchronizationRegistry registry;

  @Override
  public String act(Step step) {
    return run(step);
  }

  @Override
  public String later(Step step) {
    return run(step);
  }

  @Override
  public void undo(Step step) {
    long id = tries.begin(step.name() + " undo");
    try {
      effects.write(step.name(), "UNDO");
      if (context.attempt() <= step.undoTrouble()) {
        throw new IllegalStateException("the undo of " + step.name() + " jams");
      }
    } finally {
      tries.end(id);
    }
  }

  private String run(Step step) {
    long id = tries.begin(step.name());
    try {
      effects.write(step.name(), "DO");
      if (step.trouble() != null && context.attempt() <= step.times()) {
        runInto(step);
      }
      return step.trouble() == Trouble.LARGE
          ? "x".repeat(Integer.parseInt(step.detail()))
          : step.name() + " by " + context.starter();
    } finally {
      tries.end(id);
    }
  }

  private void runInto(Step step) {
    switch (step.trouble()) {
      case THROW -> throw new IllegalStateException("the boiler of " + step.name() + " is cold");
      case REFUSE -> throw new BusinessException("no more " + step.name());
      case CHECK -> effects.sql("INSERT INTO it_account (name, amount) VALUES ('debt', -1)");
      case FLUSH -> entities.persist(new Ticket("taken"));
      case COMMIT -> effects.sql("INSERT INTO it_seat (seat) VALUES ('taken')");
      case SEND -> sendToNobody();
      case SLEEP -> sleep(Long.parseLong(step.detail()));
      case MARK -> mark();
      case VETO -> veto();
      case LARGE -> {} // Its result is its trouble.
      case CROSS -> cross(step.detail().split(","));
    }
  }

  private void sendToNobody() {
    try (JMSContext session = connections.createContext()) {
      session.createProducer().send(session.createQueue("no.such.queue"), "anybody?");
    }
  }

  private static void sleep(long millis) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }

  private void mark() {
    try {
      transactions.setRollbackOnly();
    } catch (SystemException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Fails the commit without a word on whose fault it is. */
  private void veto() {
    registry.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {
            throw new IllegalStateException("not this one");
          }

          @Override
          public void afterCompletion(int status) {}
        });
  }

  /** From the second attempt on: changes a row, and waits for other work that changes another. */
  private void cross(String... rows) {
    if (context.attempt() == 1) {
      throw new IllegalStateException("the other train is not there yet");
    }
    effects.add(rows[0]);
    if (rows.length > 1) {
      Meeting.wait(rows[0], rows[1]);
    }
  }
}
