package io.baton.standalone;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Threads that take messages until the queue is closed. */
final class Workers {
  private static final Logger LOG = System.getLogger(Workers.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final CommandQueue queue;
  private final Courier courier;
  private final List<Thread> threads = new ArrayList<>();

  Workers(CommandQueue queue, Courier courier, int count) {
    this.queue = queue;
    this.courier = courier;
    for (int i = 1; i <= count; i++) {
      start("baton-" + i);
    }
  }

  private synchronized void start(String name) {
    Thread thread = new Thread(this::work, name);
    thread.setUncaughtExceptionHandler(
        (dead, error) -> {
          LOG.log(Level.ERROR, "worker " + name + " died and is replaced", error);
          start(name);
        });
    threads.add(thread);
    thread.start();
  }

  private void work() {
    try {
      for (Optional<Message> next = queue.take(); next.isPresent(); next = queue.take()) {
        courier.deliver(next.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets what is under way end; what is still queued stays undone. */
  void close() {
    queue.close();
    List<Thread> all;
    synchronized (this) {
      all = List.copyOf(threads);
    }
    try {
      for (Thread thread : all) {
        if (thread != Thread.currentThread()) {
          thread.join(PATIENCE.toMillis());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
