package io.baton.model;

import java.time.Instant;
import java.util.List;

/**
 * What a worker elsewhere is asked.
 *
 * @param undo true to take the effect of {@code ref} back
 * @param attempt 1 for the first try; the answer names it
 * @param deadline an answer after this comes too late
 * @param workflow the name of the case's workflow
 * @param version the workflow's version, as its definition writes it
 */
public record RemoteRequest(
    CaseId caseId,
    RefId ref,
    boolean undo,
    String destination,
    ActivityName activity,
    List<Payload> args,
    int attempt,
    Instant deadline,
    String starter,
    String workflow,
    String version) {
  public RemoteRequest {
    args = List.copyOf(args);
  }

  /** The same over all attempts: what is done once under it need not be done again. */
  public String idempotencyKey() {
    return undo ? caseId + "/" + ref + "/undo" : caseId + "/" + ref;
  }
}
