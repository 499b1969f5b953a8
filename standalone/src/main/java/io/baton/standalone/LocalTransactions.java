package io.baton.standalone;

import io.baton.port.Transactions;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Transactions that are bound to the thread that began them. */
final class LocalTransactions implements Transactions {
  @SuppressWarnings("ThreadLocalUsage") // Two engines in one JVM do not share transactions.
  private final ThreadLocal<@Nullable LocalTransaction> current = new ThreadLocal<>();

  private final Consumer<List<Message>> queue;
  private final BooleanSupplier canCommit;

  /**
   * @param queue gets what a transaction sent, once it committed
   * @param canCommit asked before each commit; tests say no to see what a lost commit does
   */
  LocalTransactions(Consumer<List<Message>> queue, BooleanSupplier canCommit) {
    this.queue = queue;
    this.canCommit = canCommit;
  }

  @Override
  public boolean active() {
    LocalTransaction mine = current.get();
    return mine != null && !mine.isRollbackOnly();
  }

  @Override
  public Object key() {
    return mine();
  }

  @Override
  public void afterCompletion(Completion end) {
    mine().add(end);
  }

  void send(Message message) {
    mine().send(message);
  }

  void setRollbackOnly() {
    mine().setRollbackOnly();
  }

  private LocalTransaction mine() {
    LocalTransaction mine = current.get();
    if (mine == null) {
      throw new IllegalStateException("there is no transaction on this thread");
    }
    return mine;
  }

  @Override
  public <T> T joined(Supplier<T> work) {
    return current.get() == null ? separate(work) : work.get();
  }

  @Override
  public <T> T separate(Supplier<T> work) {
    return separate(work, result -> true);
  }

  /** As {@link #separate(Supplier)}, but commits only what {@code keep} wants. */
  <T> T separate(Supplier<T> work, Predicate<T> keep) {
    LocalTransaction waiting = current.get();
    LocalTransaction mine = new LocalTransaction();
    current.set(mine);
    boolean ended = false;
    try {
      T result = work.get();
      boolean kept = keep.test(result);
      ended = true;
      end(mine, kept, waiting);
      return result;
    } finally {
      if (!ended) {
        end(mine, false, waiting);
      }
    }
  }

  private void end(LocalTransaction mine, boolean commit, @Nullable LocalTransaction waiting) {
    boolean committed = commit && !mine.isRollbackOnly() && canCommit.getAsBoolean();
    if (waiting == null) {
      current.remove();
    } else {
      current.set(waiting);
    }
    mine.end(committed, queue);
    if (commit && !committed) {
      throw new LostException();
    }
  }

  /** A transaction was to commit and could not. */
  static final class LostException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    LostException() {
      super("the transaction was rolled back instead of committed");
    }
  }
}
