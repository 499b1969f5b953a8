package io.baton.api;

import java.time.Duration;

/**
 * Starts and finds cases. Every call joins the caller's transaction: the case and the caller's own
 * rows appear together or not at all. Without a transaction each call has one of its own.
 */
public interface Cases {
  /**
   * @throws StartRefusedException when no such workflow is deployed
   */
  StartSpec workflow(Class<?> workflow);

  /**
   * @throws StartRefusedException when no such workflow is deployed
   */
  StartSpec workflow(String name);

  /** A handle on a case whose id is known; the case need not exist yet. */
  CaseHandle get(String caseId);

  /** How a case is to be started. */
  interface StartSpec {
    /** Default: the highest version that this node knows. */
    StartSpec version(int version);

    /**
     * The case's id, which is also its idempotency key: a second start with the same id gives the
     * same case and changes nothing. 1 to 200 characters. Default: a random one.
     */
    StartSpec caseId(String caseId);

    /**
     * @param input what the workflow's start method takes; {@code null} for none
     * @throws StartRefusedException when the workflow, its version or the input is not acceptable
     */
    CaseHandle start(@org.jspecify.annotations.Nullable Object input);
  }

  /** One case, seen from outside. */
  interface CaseHandle {
    String id();

    /** False when {@code start} found the case already there. */
    boolean created();

    /**
     * @throws IllegalStateException when no such case exists (or is committed) yet
     */
    CaseStatus status();

    /**
     * Waits for the end of the case. Call it after the transaction that started the case.
     *
     * @return the workflow's result, {@code null} when it returns none
     * @throws CaseFailedException when the case ended otherwise than COMPLETED, or is parked
     * @throws ResultTimeoutException when it has not ended within {@code limit}
     */
    <T> @org.jspecify.annotations.Nullable T result(Class<T> type, Duration limit);

    /** Asks the case to stop and to undo what it did. */
    void cancel(String reason);

    /** Tries again what a parked case stopped at. */
    void retry();
  }
}
