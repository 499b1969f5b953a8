package io.baton.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One running instance of a workflow; chosen by the starter, so also its idempotency key. */
public record CaseId(String value) implements Comparable<CaseId> {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public CaseId {
    Limits.name("case id", value, 200);
  }

  /** The id of the case that an idempotency key stands for, among those of its workflow. */
  public static CaseId of(String workflow, String idempotencyKey) {
    Limits.name("idempotency key", idempotencyKey, 200);
    return new CaseId(workflow + ":" + idempotencyKey);
  }

  @JsonValue
  @Override
  public String value() {
    return value;
  }

  @Override
  public int compareTo(CaseId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
