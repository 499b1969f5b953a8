package io.baton.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /** Sends a signal to every case that has subscribed to it under this key. */
  default <T> int publish(Signal<T> signal, String key, T value) {
    return publish(signal, key, value, SignalOptions.ORDINARY);
  }

  /**
   * Sends a signal to every case that has subscribed to it under this key, as far as that is
   * committed.
   *
   * @return to how many cases; 0 is not kept for later ones
   */
  <T> int publish(Signal<T> signal, String key, T value, SignalOptions how);

  /**
   * Gives the answer that a workflow awaits by {@link OpenRef}. The first answer counts; a later
   * one is noted in the case's journal and changes nothing.
   *
   * @param openRefId {@link OpenRef#id}
   * @throws IllegalArgumentException when it is no such id
   */
  void answer(String openRefId, @Nullable Object value);

  /**
   * Answers with an error: the workflow's {@code await} throws {@link RefusedException}.
   *
   * @throws IllegalArgumentException when {@code openRefId} is no such id
   */
  void refuse(String openRefId, String message);

  /** Looks for cases by what is known of them. */
  CaseSearch find();

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
     * Makes the case's id {@code <workflow>:<key>}, so that the same key of the same workflow gives
     * the same case. In place of {@link #caseId}, not with it.
     */
    StartSpec idempotencyKey(String key);

    /** What the application knows the case by; several cases may have the same. */
    StartSpec businessKey(String key);

    /** 0 to 9 as in JMS, for every command of the case; default 4. */
    StartSpec priority(int priority);

    /**
     * What the case is found by from the beginning, as an attribute; {@code system.correlationId},
     * {@code system.workerGroup} and {@code tenant} have meanings of their own. At most 100 labels.
     *
     * @param name 1 to 100 characters
     * @param value at most 500 characters
     */
    StartSpec label(String name, String value);

    /** The case is there at once, and begins no earlier than at this moment. */
    StartSpec notBefore(Instant moment);

    /**
     * The distributed trace that the case belongs to: what it sends carries it. What is no valid
     * {@code traceparent} or {@code tracestate} of the W3C's Trace Context is left out.
     */
    StartSpec trace(@Nullable String traceparent, @Nullable String tracestate);

    /**
     * @param input what the workflow's start method takes; {@code null} for none
     * @throws StartRefusedException when the workflow, its version or the input is not acceptable
     */
    CaseHandle start(@Nullable Object input);
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
    <T> @Nullable T result(Class<T> type, Duration limit);

    /** As {@link #signal(Signal, Object, SignalOptions)}, the ordinary way. */
    default <T> void signal(Signal<T> signal, T value) {
      signal(signal, value, SignalOptions.ORDINARY);
    }

    /**
     * Sends the case a signal, which leaves with the caller's commit. The case takes the signals of
     * one name in the order in which they came; one that comes early waits.
     *
     * @throws IllegalArgumentException when {@code value} is null or cannot be JSON
     */
    <T> void signal(Signal<T> signal, T value, SignalOptions how);

    /**
     * Asks a {@link Query} method of the workflow.
     *
     * @param name of the method
     * @throws IllegalStateException when no such case exists (or is committed) yet
     * @throws IllegalArgumentException when there is no such query, or the arguments do not fit
     * @throws WorkflowError when the workflow's code does not fit the case's journal
     */
    <R> @Nullable R query(String name, Class<R> result, @Nullable Object... args);

    /**
     * What the case waits for now, in the order in which it began to.
     *
     * @throws IllegalStateException when no such case exists (or is committed) yet
     */
    List<Waiting> waiting();

    /** Asks the case to stop and to undo what it did. */
    void cancel(String reason);

    /** Tries again what a parked case stopped at. */
    void retry();

    /**
     * From here on nothing new begins, in the case and in its children: what is under way goes on,
     * retries included, and its answers are kept.
     */
    void pause();

    /** The same; the case goes on by itself after {@code limit}. */
    void pause(Duration limit);

    /**
     * The same; the case fails, and what it did is undone, if nobody resumes it within {@code
     * limit}.
     */
    void pauseOrFail(Duration limit);

    /**
     * The end of a pause; of its children, too, but not of those that were paused by themselves.
     */
    void resume();

    /**
     * Starts a new case with the input, business key, priority and labels of this one, which has
     * ended, on the same version.
     *
     * @throws StartRefusedException when it has not ended
     */
    CaseHandle repeat();

    /**
     * Puts the case on the skip list: from about a second later on, its commands are kept and not
     * run, on all nodes. For a case that brings nodes down.
     */
    void skip(String reason);

    /** The case goes on with the commands that were kept. */
    void takeOffSkipList();
  }
}
