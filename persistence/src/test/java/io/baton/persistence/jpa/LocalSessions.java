package io.baton.persistence.jpa;

import io.baton.port.Transactions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/** One session and one database transaction per transaction of the trial: no JTA. */
final class LocalSessions implements Sessions {
  private final Map<Object, StatelessSession> open = new ConcurrentHashMap<>();
  private final SessionFactory factory;
  private final Transactions transactions;

  LocalSessions(SessionFactory factory, Transactions transactions) {
    this.factory = factory;
    this.transactions = transactions;
  }

  @Override
  public <R> R read(Function<StatelessSession, R> work) {
    if (transactions.active()) {
      return write(work);
    }
    try (StatelessSession session = factory.openStatelessSession()) {
      return work.apply(session);
    }
  }

  @Override
  public <R> R write(Function<StatelessSession, R> work) {
    Object mine = transactions.key();
    return work.apply(open.computeIfAbsent(mine, this::begin));
  }

  private StatelessSession begin(Object key) {
    StatelessSession session = factory.openStatelessSession();
    session.beginTransaction();
    transactions.afterCompletion(committed -> end(open.remove(key), committed));
    return session;
  }

  private static void end(StatelessSession session, boolean commit) {
    try (session) {
      if (commit) {
        session.getTransaction().commit();
      } else {
        session.getTransaction().rollback();
      }
    }
  }

  @Override
  public void close() {
    factory.close();
  }
}
