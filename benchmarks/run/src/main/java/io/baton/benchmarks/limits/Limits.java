package io.baton.benchmarks.limits;

import java.util.List;
import java.util.Locale;

/**
 * The limits of a machine at one time.
 *
 * @param forcedWrites appends of 4 KB that one writer has forced to the disk, in a second
 * @param forcedWrites16 the same of sixteen writers, each with a file of its own
 * @param commits of one connection to PostgreSQL, each an update of one row, in a second
 * @param commits16 the same of sixteen connections
 * @param messages persistent ones that the broker took in a second, a hundred in a transaction
 * @param bareCommitMillis p50 of an XA commit of one row updated and one message sent, in the
 *     server
 */
public record Limits(
    double forcedWrites,
    double forcedWrites16,
    double commits,
    double commits16,
    double messages,
    double bareCommitMillis) {

  /** For people. */
  public List<String> lines() {
    return List.of(
        print("forced writes of 4 KB: %.0f/s, 16 writers %.0f/s", forcedWrites, forcedWrites16),
        print("PostgreSQL commits: %.0f/s, 16 connections %.0f/s", commits, commits16),
        print("broker, persistent messages in transactions of 100: %.0f/s", messages),
        print("bare XA commit, a row and a message: p50 %.2f ms", bareCommitMillis));
  }

  /** A rate of steps as fractions of what could be done if a step were only that. */
  public String fractions(double stepsPerSecond) {
    return print(
        "of the limits: %.2f of forced writes (16 writers), %.2f of PostgreSQL commits (16), %.2f of broker messages",
        stepsPerSecond / forcedWrites16, stepsPerSecond / commits16, stepsPerSecond / messages);
  }

  private static String print(String format, Object... figures) {
    return String.format(Locale.ROOT, format, figures);
  }
}
