package io.baton.benchmarks.alone;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/**
 * Measures the CPU time of one thread for a step of a case, early and late in its life. A step is
 * one command: read from text, decided, written down, the next one put into text.
 */
public final class LongCase {
  private static final int ROUNDS = 5;
  private static final int LATE = 10_000;
  private static final int WINDOW = 500;
  private static final int SIGNALS = 20_000;
  private static final int THOUSAND = 1_000;

  private final ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
  private final OneThread engine = OneThread.ofScripts();
  private int cases;

  /** Median of {@value #ROUNDS} rounds, after one that warms up. */
  private double median(DoubleSupplier round) {
    double unused = round.getAsDouble();
    double[] measured = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      measured[i] = round.getAsDouble();
    }
    Arrays.sort(measured);
    return measured[ROUNDS / 2];
  }

  /** Microseconds a step, around step {@code at} of one case after another. */
  private double around(String workflow, int at, int window, int repeat) {
    long spent = 0;
    for (int i = 0; i < repeat; i++) {
      engine.start(workflow, workflow + cases++, 2 * at + 2 * window);
      engine.steps(at - window / 2);
      long before = cpu.getCurrentThreadCpuTime();
      engine.steps(window);
      spent += cpu.getCurrentThreadCpuTime() - before;
      engine.drop();
    }
    return spent / 1_000.0 / window / repeat;
  }

  /** Milliseconds of the first step on a node that has never seen the case. */
  private double cold(String workflow, int at) {
    engine.start(workflow, workflow + cases++, 2 * at);
    engine.steps(at);
    engine.forgetWhatIsCached();
    long before = cpu.getCurrentThreadCpuTime();
    engine.steps(1);
    double spent = (cpu.getCurrentThreadCpuTime() - before) / 1_000_000.0;
    engine.drop();
    return spent;
  }

  /** Microseconds a signal: of the first thousand, and of the last of {@value #SIGNALS}. */
  private double[] signals() {
    String id = "long-signals" + cases++;
    engine.start("long-signals", id, 0);
    engine.steps(1);
    double[] spent = new double[2];
    for (int n = 0; n < SIGNALS; n += THOUSAND) {
      long before = cpu.getCurrentThreadCpuTime();
      for (int i = 0; i < THOUSAND; i++) {
        engine.signal(id, n + i);
      }
      double micros = (cpu.getCurrentThreadCpuTime() - before) / 1_000.0 / THOUSAND;
      spent[0] = n == 0 ? micros : spent[0];
      spent[1] = micros;
    }
    engine.drop();
    return spent;
  }

  /** Tells what 20,000 signals to one case cost, early and late. */
  public String signalsToOneCase() {
    double[] warmUp = signals();
    double[] spent = signals();
    return String.format(
        Locale.ROOT,
        "signals: first thousand %.1f us each, last thousand of %d %.1f us each, ratio %.2f (cold JVM: %.1f us)",
        spent[0],
        SIGNALS,
        spent[1],
        spent[1] / spent[0],
        warmUp[0]);
  }

  /**
   * @return the figures as one line
   */
  public String run() {
    for (int i = 0; i < 200; i++) {
      around("long-fold", 50, 50, 1);
      around("long-scopes", 50, 50, 1);
      around("long-plain", 50, 50, 1);
    }
    double early = median(() -> around("long-fold", 10, 8, 500));
    double fold = median(() -> around("long-fold", LATE, WINDOW, 1));
    double scopes = median(() -> around("long-scopes", LATE, WINDOW, 1));
    double plain = median(() -> around("long-plain", 1_000, 100, 1));
    double cold = median(() -> cold("long-fold", LATE));
    return String.format(
        Locale.ROOT,
        "long-case: fold10 %.1f us, fold10000 %.1f us, scopes10000 %.1f us, plain1000 %.1f us, cold10000 %.2f ms, ratio %.2f",
        early,
        fold,
        scopes,
        plain,
        cold,
        Math.max(fold, scopes) / early);
  }
}
