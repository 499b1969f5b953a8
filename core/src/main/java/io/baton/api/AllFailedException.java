package io.baton.api;

import java.util.List;

/** No branch of an {@code any} gave a value. */
public class AllFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Exception> failures;

  public AllFailedException(List<Exception> failures) {
    super("all branches failed: " + failures);
    this.failures = List.copyOf(failures);
  }

  /** What the branches threw, in their order. */
  public List<Exception> failures() {
    return failures;
  }
}
