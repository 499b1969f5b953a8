package io.baton.api;

import java.time.Duration;

/** A case had not ended when the caller's patience did; the case goes on. */
public class ResultTimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ResultTimeoutException(String caseId, Duration limit) {
    super("case " + caseId + " has not ended within " + limit);
  }
}
