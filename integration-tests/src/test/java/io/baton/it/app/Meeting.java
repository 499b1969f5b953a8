package io.baton.it.app;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where two pieces of work on one server wait for each other, once. */
final class Meeting {
  private static final Map<String, CountDownLatch> ARRIVED = new ConcurrentHashMap<>();

  private Meeting() {}

  static void wait(String me, String other) {
    latch(me).countDown();
    try {
      if (!latch(other).await(5, TimeUnit.SECONDS)) {
        throw new IllegalStateException(me + " waited for " + other + " in vain");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static CountDownLatch latch(String name) {
    return ARRIVED.computeIfAbsent(name, n -> new CountDownLatch(1));
  }
}
