package io.baton.graph.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version as it was written: {@code 3}, or {@code v0.10.0}. Versions are ordered by number, so
 * v0.10.0 is newer than v0.9.0.
 *
 * @param text 1 to 2,000,000,000; or three numbers with dots between, the first up to 2000, the
 *     others up to 999, with or without a v
 */
public record GraphVersion(String text) {
  private static final Pattern PLAIN = Pattern.compile("[1-9][0-9]{0,9}");
  private static final Pattern SEMANTIC =
      Pattern.compile("v?([0-9]{1,4})\\.([0-9]{1,3})\\.([0-9]{1,3})");
  private static final long LARGEST = 2_000_000_000L;
  private static final int THOUSAND = 1_000;

  public GraphVersion {
    if (number(text) < 1) {
      throw new IllegalArgumentException(
          "version '%s' is neither a number from 1 on nor like v0.1.0".formatted(text));
    }
  }

  /** What the kernel orders versions by. */
  public int number() {
    return (int) number(text);
  }

  private static long number(String text) {
    if (PLAIN.matcher(text).matches()) {
      long number = Long.parseLong(text);
      return number <= LARGEST ? number : 0;
    }
    Matcher parts = SEMANTIC.matcher(text);
    if (!parts.matches()) {
      return 0;
    }
    long major = Long.parseLong(parts.group(1));
    long minor = Long.parseLong(parts.group(2));
    long patch = Long.parseLong(parts.group(3));
    long number = (major * THOUSAND + minor) * THOUSAND + patch;
    return number <= LARGEST ? number : 0;
  }
}
