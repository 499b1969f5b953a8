package io.baton.port;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * Transactions of a thread, without a transaction manager: for trials of what takes part in them.
 */
public final class TrialTransactions implements Transactions {
  private final ThreadLocal<Deque<Running>> running = ThreadLocal.withInitial(ArrayDeque::new);

  /** Runs {@code work} in a new transaction that ends as told, or rolls back when it throws. */
  public <T> T run(boolean commit, Supplier<T> work) {
    Running mine = new Running();
    running.get().push(mine);
    boolean committed = false;
    try {
      T result = work.get();
      committed = commit;
      return result;
    } finally {
      running.get().pop();
      for (Completion end : mine.ends) {
        end.ended(committed);
      }
    }
  }

  @Override
  public boolean active() {
    return !running.get().isEmpty();
  }

  @Override
  public Object key() {
    return current();
  }

  @Override
  public void afterCompletion(Completion end) {
    current().ends.add(end);
  }

  @Override
  public <T> T joined(Supplier<T> work) {
    return active() ? work.get() : separate(work);
  }

  @Override
  public <T> T separate(Supplier<T> work) {
    return run(true, work);
  }

  private Running current() {
    if (!active()) {
      throw new IllegalStateException("there is no transaction");
    }
    return running.get().peek();
  }

  private static final class Running {
    final List<Completion> ends = new ArrayList<>();
  }
}
