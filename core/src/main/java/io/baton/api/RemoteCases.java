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

  /**
   * As the text on the queue {@code baton.start}, with all its members.
   *
   * @param request as JSON
   * @return the case's id
   * @throws StartRefusedException naming what is not acceptable; the transaction is rolled back
   */
  String startBy(String request);

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

  /**
   * Sends a case a signal, as {@link Cases.CaseHandle#signal(Signal, Object, SignalOptions)} does;
   * it is kept for 30 days.
   *
   * @param value as JSON, not null
   * @param messageId sent twice, taken once; null for a random one
   * @throws IllegalArgumentException saying what is not acceptable
   */
  void signal(String caseId, String signal, String value, @Nullable String messageId);

  /**
   * Sends a signal to every case that hears it under {@code key}.
   *
   * @return to how many
   * @throws IllegalArgumentException saying what is not acceptable
   */
  int publish(String signal, String key, String value, @Nullable String messageId);

  /**
   * Gives an answer that a case waits for.
   *
   * @param openRefId {@link OpenRef#id}
   * @param value as JSON
   * @throws IllegalArgumentException saying what is not acceptable
   */
  void answer(String openRefId, String value);

  /** Answers with an error. */
  void refuse(String openRefId, String message);

  /**
   * Asks a {@link Query} method of the workflow.
   *
   * @param args a JSON array
   * @return the answer as JSON
   * @throws IllegalArgumentException when there is no such query, or the arguments do not fit
   */
  String query(String caseId, String name, String args);

  /** What the case waits for now: a JSON array of {@link Waiting}. */
  String waiting(String caseId);

  /**
   * Looks for cases.
   *
   * @param wanted a JSON object; may have {@code workflow}, {@code status}, {@code businessKey},
   *     {@code attributes} (an object) and {@code max}
   * @return a JSON array of {@link FoundCase}, the newest first
   * @throws IllegalArgumentException saying what is not acceptable
   */
  String find(String wanted);
}
