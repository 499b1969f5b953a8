package io.baton.benchmarks.peers;

import io.baton.benchmarks.measure.Workload;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * An engine that Baton is compared with, and what it reached when a fair set-up of it was measured
 * once: on 4 cores, with PostgreSQL 15, where sixteen writers forced 6,200 writes a second.
 */
public enum Peer {
  DBOS(1_024, 6_100, 91, 787, 955),
  RESTATE(512, 7_400, 941, 931, 844),
  FLOWABLE(1_024, 1_090, 41, 48, 255),

  /** Camunda 7's living fork: held to what Camunda 7.24 reached. */
  OPERATON(1_024, 1_100, 57, 77, 223);

  private static final double FORCED_WRITES = 6_200;

  /**
   * Less than this part of it means that the peer was set up badly, or that the machine was busy.
   */
  private static final double AT_LEAST = 0.7;

  private final int heapMegabytes;
  private final double w1;
  private final double w2;
  private final double w3;
  private final double w5;

  Peer(int heapMegabytes, double w1, double w2, double w3, double w5) {
    this.heapMegabytes = heapMegabytes;
    this.w1 = w1;
    this.w2 = w2;
    this.w3 = w3;
    this.w5 = w5;
  }

  /** Its folder below benchmarks/peers, and its name in reports. */
  public String module() {
    return name().toLowerCase(Locale.ROOT);
  }

  int heapMegabytes() {
    return heapMegabytes;
  }

  String main() {
    return "io.baton.peers." + module() + ".Main";
  }

  /**
   * The score that it must reach at least; empty where nothing is asked: how late timers are says
   * more of the machine's other work than of the set-up. A disk that is quicker than that one does
   * not make the processor quicker, so nothing more is asked then.
   *
   * @param forcedWrites in a second, of sixteen writers
   */
  OptionalDouble floor(Workload workload, double forcedWrites) {
    double reached =
        switch (workload) {
          case W1 -> w1;
          case W2 -> w2;
          case W3 -> w3;
          case W4 -> Double.NaN;
          case W5 -> w5;
        };
    return Double.isNaN(reached)
        ? OptionalDouble.empty()
        : OptionalDouble.of(AT_LEAST * reached * Math.min(1, forcedWrites / FORCED_WRITES));
  }
}
