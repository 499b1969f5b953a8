package io.baton.graph.messages;

import io.baton.wire.UnreadableException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of the messages themselves: {@code v0.1.0}, {@code 1.0} or {@code 1}. A higher minor
 * number adds members, which are kept or passed over; another major number means something else.
 */
public final class SchemaVersion {
  /** What is written, and what is taken for a message that says nothing. */
  static final String CURRENT = "v0.1.0";

  private static final int HIGHEST_MAJOR = 1;
  private static final Pattern FORM = Pattern.compile("v?([0-9]{1,4})(\\.[0-9]{1,6}){0,2}");

  private SchemaVersion() {}

  /**
   * @throws UnreadableException when it is no version, or a major one that is not known
   */
  static String check(String text) {
    problem(text)
        .ifPresent(
            problem -> {
              throw new UnreadableException("at /schema_version: " + problem);
            });
    return text;
  }

  /** Why a message of this version cannot be read; empty when it can. */
  public static Optional<String> problem(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.of("'%s' is no version such as v0.1.0".formatted(text));
    }
    int major = Integer.parseInt(parts.group(1));
    return major <= HIGHEST_MAJOR
        ? Optional.empty()
        : Optional.of(
            "%s has major version %d, known are 0 and %d".formatted(text, major, HIGHEST_MAJOR));
  }
}
