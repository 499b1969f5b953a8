package io.baton.api;

/** A child case did not complete. */
public class ChildFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String caseId;

  public ChildFailedException(String caseId, String message) {
    super("child case " + caseId + ": " + message);
    this.caseId = caseId;
  }

  public String caseId() {
    return caseId;
  }
}
