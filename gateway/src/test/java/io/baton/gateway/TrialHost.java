package io.baton.gateway;

import io.baton.model.Answer;
import io.baton.model.Effect;
import io.baton.model.ReplyTo;
import io.baton.port.Attendant;
import io.baton.port.CaseStore;
import io.baton.port.Outbox;
import io.baton.port.Transactions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;

/** A host with one bean of each kind at most. */
final class TrialHost implements Attendant.Host, Outbox {
  final List<Effect.Publish> published = new CopyOnWriteArrayList<>();
  private final CaseStore store;
  private final Transactions transactions;
  private final Map<String, Object> beans;

  TrialHost(CaseStore store, Transactions transactions, Map<String, Object> beans) {
    this.store = store;
    this.transactions = transactions;
    this.beans = beans;
  }

  @Override
  public CaseStore store() {
    return store;
  }

  @Override
  public Transactions transactions() {
    return transactions;
  }

  @Override
  public Outbox outbox() {
    return this;
  }

  @Override
  public String node() {
    return "n1";
  }

  @Override
  public String setting(String name, String otherwise) {
    return otherwise;
  }

  @Override
  public <T> Map<String, T> beans(Class<T> type) {
    Map<String, T> found = new HashMap<>();
    beans.forEach(
        (name, bean) -> {
          if (type.isInstance(bean)) {
            found.put(name, type.cast(bean));
          }
        });
    return found;
  }

  @Override
  public ThreadFactory threads() {
    return work -> {
      Thread thread = new Thread(work);
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public void publish(Effect.Publish output) {
    transactions.afterCompletion(
        committed -> {
          if (committed) {
            published.add(output);
          }
        });
  }

  @Override
  public void send(List<Effect.Send> commands) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void reply(ReplyTo to, Answer answer) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void ask(Effect.Ask ask) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void callOff(Effect.CallOff off) {
    throw new UnsupportedOperationException();
  }
}
