package io.baton.cli.local;

import java.io.PrintStream;
import java.util.Locale;

/** Lines for somebody who waits: what happens, and how long after the beginning. */
public final class Progress {
  private final PrintStream out;
  private final long began;

  /**
   * @param began when the person began to wait, in milliseconds since 1970
   */
  public Progress(PrintStream out, long began) {
    this.out = out;
    this.began = began;
  }

  public void step(String text) {
    out.printf(Locale.ROOT, "[%5.1f s] %s%n", seconds(), text);
  }

  /** What is worth its own place: a table, a timeline. */
  public void print(Iterable<String> lines) {
    out.println();
    lines.forEach(line -> out.println("  " + line));
    out.println();
  }

  /** Without a time, as it is. */
  public void say(String line) {
    out.println(line);
  }

  public double seconds() {
    return (System.currentTimeMillis() - began) / 1000.0;
  }
}
