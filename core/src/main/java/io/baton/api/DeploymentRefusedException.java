package io.baton.api;

import java.util.List;
import java.util.stream.Collectors;

/** A workflow as data that cannot be deployed, retired or deleted; nothing was changed. */
public class DeploymentRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient List<Problem> problems;

  /**
   * @param problems all of them, at least one
   */
  public DeploymentRefusedException(String code, List<Problem> problems) {
    super(
        code + " " + problems.stream().map(Problem::toString).collect(Collectors.joining("\n  ")));
    this.code = code;
    this.problems = List.copyOf(problems);
  }

  public DeploymentRefusedException(String code, String problem) {
    this(code, List.of(new Problem("", problem)));
  }

  /** Stable code such as {@code BATON-1502}. */
  public String code() {
    return code;
  }

  public List<Problem> problems() {
    return problems;
  }

  /**
   * One thing that is wrong.
   *
   * @param pointer JSON pointer to it in the document; empty for the whole
   */
  public record Problem(String pointer, String text) {
    @Override
    public String toString() {
      return pointer.isEmpty() ? text : pointer + ": " + text;
    }
  }
}
