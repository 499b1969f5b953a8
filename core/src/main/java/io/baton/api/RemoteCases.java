package io.baton.api;

import org.jspecify.annotations.Nullable;

/**
 * {@link Cases} for callers outside the server: strings and numbers only, so that nothing but text
 * crosses the wire. A start belongs to the caller's transaction when it brings one along.
 */
public interface RemoteCases {
  /**
   * @param version 0 for the highest that is deployed
   * @param caseId null for a random one; the idempotency key
   * @param input the workflow's input as JSON, at most 1,000,000 characters
   * @return the case's id
   * @throws StartRefusedException naming what is not acceptable; the transaction is rolled back
   */
  String start(String workflow, int version, @Nullable String caseId, String input);

  /** The name of a {@link CaseStatus}. */
  String status(String caseId);

  /**
   * Waits for the end of a case, at most 60,000 ms.
   *
   * @return the result as JSON
   * @throws CaseFailedException when the case did not complete
   * @throws ResultTimeoutException when it has not ended yet
   */
  String result(String caseId, long millis);

  void cancel(String caseId, String reason);

  void retry(String caseId);
}
