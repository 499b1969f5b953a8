package io.baton.peers.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Does what the standard input asks for, a line each: {@code round W1 2000}, {@code lone 50},
 * {@code quit}. Answers with a line that begins with {@code @}: {@code @ready}, {@code @done
 * seconds=1.5 steps=20000 …}, {@code @failed …}. Whoever asks measures CPU time from outside.
 */
public final class Driver {
  /** As many threads as a service of some traffic has. */
  private static final int CLIENTS = 8;

  private static final long SPREAD_MILLIS = 10_000;
  private static final long HEAD_START_MILLIS = 3_000;

  private final Engine engine;
  private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
  private double millisToStart = 2;
  private int rounds;

  private Driver(Engine engine) {
    this.engine = engine;
  }

  /** Returns when there is nothing more to do. */
  public static void serve(Engine engine) throws IOException {
    Driver driver = new Driver(engine);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("@ready");
    for (String line = in.readLine(); line != null && !line.equals("quit"); line = in.readLine()) {
      System.out.println(driver.answer(line.split(" ")));
    }
  }

  private String answer(String[] words) {
    try {
      return words[0].equals("lone")
          ? lone(Integer.parseInt(words[1]))
          : round(words[1], Integer.parseInt(words[2]));
    } catch (Exception e) {
      e.printStackTrace();
      return "@failed " + e;
    }
  }

  private String round(String workload, int count) throws Exception {
    begin(false);
    System.gc();
    long first =
        System.currentTimeMillis() + HEAD_START_MILLIS + Math.round(2 * count * millisToStart);
    long began = System.nanoTime();
    each(count, i -> engine.start(workload, key(i), first + i * SPREAD_MILLIS / count));
    millisToStart = (System.nanoTime() - began) / 1e6 / count;
    boolean overrun = workload.equals("W4") && System.currentTimeMillis() > first;
    if (workload.equals("W5")) {
      each(count, i -> engine.signal(key(i)));
    }
    engine.awaitEnded(count);
    double seconds = (System.nanoTime() - began) / 1e9;
    return String.format(
        Locale.ROOT,
        "@done seconds=%.4f steps=%d undone=%d overrun=%b%s",
        seconds,
        Marks.steps(),
        Marks.undone(),
        overrun,
        quantiles(Marks.late()));
  }

  private String lone(int count) throws Exception {
    List<Double> gaps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      begin(true);
      engine.start("W1", key(i), 0);
      engine.awaitEnded(1);
      gaps.addAll(Marks.gaps());
    }
    return "@done" + quantiles(gaps);
  }

  private void begin(boolean lone) {
    rounds++;
    Marks.reset(lone);
    engine.begin();
  }

  private String key(long number) {
    return run + "-" + rounds + "-" + number;
  }

  private static String quantiles(List<Double> millis) {
    if (millis.isEmpty()) {
      return "";
    }
    List<Double> sorted = millis.stream().sorted().toList();
    return String.format(
        Locale.ROOT,
        " p50=%.3f p99=%.3f max=%.3f",
        at(sorted, 50),
        at(sorted, 99),
        at(sorted, 100));
  }

  private static double at(List<Double> sorted, int percent) {
    int rank = (int) Math.ceil(sorted.size() * percent / 100.0);
    return sorted.get(Math.max(rank, 1) - 1);
  }

  @FunctionalInterface
  private interface Numbered {
    void call(long number) throws Exception;
  }

  private static void each(int count, Numbered call) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      AtomicInteger next = new AtomicInteger();
      List<Future<?>> threads = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        threads.add(clients.submit(() -> loop(next, count, call)));
      }
      for (Future<?> thread : threads) {
        thread.get();
      }
    } finally {
      clients.shutdownNow();
    }
  }

  private static Void loop(AtomicInteger next, int count, Numbered call) throws Exception {
    for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
      call.call(i);
    }
    return null;
  }
}
