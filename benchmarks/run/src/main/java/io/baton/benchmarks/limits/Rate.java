package io.baton.benchmarks.limits;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How often something can be done in a second. */
final class Rate {
  private Rate() {}

  /** One thing, done again and again. */
  @FunctionalInterface
  interface Deed {
    void once() throws Exception;
  }

  /**
   * All deeds at the same time, each in a thread of its own.
   *
   * @return how often they were done together, in a second
   */
  static double of(List<Deed> deeds, Duration time) {
    ExecutorService threads = Executors.newFixedThreadPool(deeds.size());
    try {
      List<Callable<Double>> loops = new ArrayList<>();
      deeds.forEach(deed -> loops.add(() -> alone(deed, time)));
      double together = 0;
      for (Future<Double> loop : threads.invokeAll(loops)) {
        together += loop.get();
      }
      return together;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a limit cannot be measured: " + e.getCause(), e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static double alone(Deed deed, Duration time) throws Exception {
    long began = System.nanoTime();
    long done = 0;
    while (System.nanoTime() - began < time.toNanos()) {
      deed.once();
      done++;
    }
    return done / ((System.nanoTime() - began) / 1e9);
  }
}
