package io.baton.gateway;

import io.baton.port.Transactions;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The transactions of a node that dies in one of them: before it begins, before its commit, or
 * after that, when nobody hears of it any more. From then on it has none.
 */
final class MortalTransactions implements Transactions {
  private final Transactions real;
  private final AtomicInteger left;
  private final int point;
  private volatile boolean dead;

  /**
   * @param most dies in one of so many
   */
  MortalTransactions(Transactions real, Random random, int most) {
    this.real = real;
    this.left = new AtomicInteger(1 + random.nextInt(most));
    this.point = random.nextInt(3);
  }

  boolean isDead() {
    return dead;
  }

  @Override
  public <T> T separate(Supplier<T> work) {
    if (dead) {
      throw new IllegalStateException("dead");
    }
    boolean last = left.decrementAndGet() == 0;
    dieAt(last && point == 0);
    T result =
        real.separate(
            () -> {
              T done = work.get();
              dieAt(last && point == 1);
              if (dead && !last) {
                throw new IllegalStateException("dead");
              }
              return done;
            });
    dieAt(last && point == 2);
    return result;
  }

  private void dieAt(boolean now) {
    if (now) {
      dead = true;
      throw new IllegalStateException("dies here");
    }
  }

  @Override
  public boolean active() {
    return real.active();
  }

  @Override
  public Object key() {
    return real.key();
  }

  @Override
  public void afterCompletion(Completion end) {
    real.afterCompletion(end);
  }

  @Override
  public <T> T joined(Supplier<T> work) {
    return real.joined(work);
  }
}
