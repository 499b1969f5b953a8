package io.baton.graph.json;

import io.baton.graph.model.Graph;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A graph that cannot be taken; all that is wrong with it is told at once. */
public final class BadGraphException extends IllegalArgumentException {
  /** More are not told: who made so many has made one many times. */
  static final int MOST = 1_000;

  private static final int IN_MESSAGE = 20;

  private final transient List<Problem> problems;
  private final transient @Nullable Graph rest;

  /**
   * @param rest what could be read of it, with something harmless where it could not; null for
   *     nothing
   */
  public BadGraphException(List<Problem> problems, @Nullable Graph rest) {
    super(message(problems));
    this.problems = problems.stream().limit(MOST).toList();
    this.rest = rest;
  }

  private static String message(List<Problem> problems) {
    String first =
        problems.stream()
            .limit(IN_MESSAGE)
            .map(Problem::toString)
            .collect(Collectors.joining("; "));
    int more = problems.size() - IN_MESSAGE;
    return more <= 0 ? first : "%s; and %d more".formatted(first, more);
  }

  /** At least one, at most 1,000. */
  public List<Problem> problems() {
    return problems;
  }

  /** What could be read, good for nothing but to find what else is wrong with it. */
  public Optional<Graph> rest() {
    return Optional.ofNullable(rest);
  }
}
