package io.baton.model;

import org.jspecify.annotations.Nullable;

/**
 * Somebody's wish for a case.
 *
 * @param version null for the highest that is known
 * @param caseId null for a random one
 * @param replyTo null when nobody waits for an answer
 * @param requestId tells this request from another one for the same case
 * @param businessKey what the application knows the case by; null for nothing
 * @param priority 0 to 9, as in JMS
 */
public record StartRequest(
    String workflow,
    @Nullable Integer version,
    @Nullable CaseId caseId,
    Payload input,
    @Nullable ReplyTo replyTo,
    String requestId,
    @Nullable String businessKey,
    int priority,
    Circumstances circumstances) {
  public StartRequest {
    if (businessKey != null) {
      Limits.name("business key", businessKey, 200);
    }
    if (priority < 0 || priority > 9) {
      throw new IllegalArgumentException("priority is " + priority + ", allowed are 0 to 9");
    }
  }

  public StartRequest tracedBy(@Nullable Trace by) {
    return new StartRequest(
        workflow,
        version,
        caseId,
        input,
        replyTo,
        requestId,
        businessKey,
        priority,
        circumstances.tracedBy(by));
  }

  public StartRequest(
      String workflow,
      @Nullable Integer version,
      @Nullable CaseId caseId,
      Payload input,
      @Nullable ReplyTo replyTo,
      String requestId,
      @Nullable String businessKey,
      int priority) {
    this(
        workflow,
        version,
        caseId,
        input,
        replyTo,
        requestId,
        businessKey,
        priority,
        Circumstances.ORDINARY);
  }

  public StartRequest(
      String workflow,
      @Nullable Integer version,
      @Nullable CaseId caseId,
      Payload input,
      @Nullable ReplyTo replyTo,
      String requestId) {
    this(workflow, version, caseId, input, replyTo, requestId, null, Event.CaseStarted.ORDINARY);
  }
}
