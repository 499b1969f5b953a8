package io.baton.api;

/** A case did not complete. */
public class CaseFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final CaseStatus status;

  public CaseFailedException(String caseId, CaseStatus status, String reason) {
    super("case " + caseId + " is " + status + ": " + reason);
    this.status = status;
  }

  public CaseStatus status() {
    return status;
  }
}
