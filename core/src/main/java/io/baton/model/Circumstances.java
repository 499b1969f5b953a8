package io.baton.model;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What else is said about a case when it is started.
 *
 * @param labels what it is found by from the beginning, as attributes; at most {@value
 *     #MAX_LABELS}, by their names
 * @param notBefore it begins no earlier than at this moment; null for at once
 * @param original the case that it repeats, the first of all; null when it repeats none
 * @param trace what its steps belong to unless they are caused by something of another trace; null
 *     for none
 * @param attempt which run it is of a case that its workflow has run again; null for the first
 * @param naming by which names those outside know it; null for its own
 */
public record Circumstances(
    Map<String, String> labels,
    @Nullable Instant notBefore,
    @Nullable CaseId original,
    @Nullable Trace trace,
    @Nullable Integer attempt,
    @Nullable Naming naming) {
  public static final Circumstances ORDINARY = new Circumstances(Map.of(), null, null);

  /** Those of a first run. */
  public Circumstances(
      Map<String, String> labels, @Nullable Instant notBefore, @Nullable CaseId original) {
    this(labels, notBefore, original, null, null, null);
  }

  /** Those of a case that is known by its own names. */
  public Circumstances(
      Map<String, String> labels,
      @Nullable Instant notBefore,
      @Nullable CaseId original,
      @Nullable Trace trace,
      @Nullable Integer attempt) {
    this(labels, notBefore, original, trace, attempt, null);
  }

  /** The label by which cases of different systems that belong together are found. */
  public static final String CORRELATION = "system.correlationId";

  /** The label that says which group of workers does what the case asks of workers elsewhere. */
  public static final String WORKER_GROUP = "system.workerGroup";

  /**
   * The label that says whose case it is: where requests wait in line for a destination, each
   * tenant's get their turn.
   */
  public static final String TENANT = "tenant";

  private static final int MAX_LABELS = 100;
  private static final int MAX_VALUE = 500;
  private static final int MAX_GROUP = 50;

  public Circumstances {
    if (labels.size() > MAX_LABELS) {
      throw new IllegalArgumentException(
          "there are %d labels, the limit is %d".formatted(labels.size(), MAX_LABELS));
    }
    labels.forEach(Circumstances::check);
    labels = java.util.Collections.unmodifiableMap(new TreeMap<>(labels));
    notBefore = notBefore == null ? null : Case.wholeMillis(notBefore);
  }

  private static void check(String name, String value) {
    Limits.name("label", name, 100);
    if (value.length() > MAX_VALUE) {
      throw new IllegalArgumentException(
          "label %s has %d characters, the limit is %d".formatted(name, value.length(), MAX_VALUE));
    }
    if (name.equals(WORKER_GROUP) && !value.matches("[A-Za-z0-9_-]{1," + MAX_GROUP + "}")) {
      throw new IllegalArgumentException(
          "label %s: expected 1 to %d letters, digits, dashes, underscores; found '%s'"
              .formatted(name, MAX_GROUP, value));
    }
  }

  public Circumstances tracedBy(@Nullable Trace by) {
    return new Circumstances(labels, notBefore, original, by, attempt, naming);
  }

  public Circumstances knownBy(Naming names) {
    return new Circumstances(labels, notBefore, original, trace, attempt, names);
  }

  /** What a case that this one starts inherits: on whose behalf it is, and who does its work. */
  public Circumstances forChild() {
    Map<String, String> inherited = new TreeMap<>(labels);
    inherited.keySet().retainAll(Set.of(TENANT, WORKER_GROUP));
    return inherited.isEmpty() ? ORDINARY : new Circumstances(inherited, null, null);
  }

  /** Empty for nobody in particular. */
  public String tenant() {
    return labels.getOrDefault(TENANT, "");
  }

  /** 1 for the first run. */
  public int attemptNumber() {
    return attempt == null ? 1 : attempt;
  }

  /** Null when there is nothing to say. */
  public @Nullable Circumstances orNull() {
    return equals(ORDINARY) ? null : this;
  }
}
