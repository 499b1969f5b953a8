package io.baton.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** One running instance of a workflow; chosen by the starter, so also its idempotency key. */
public record CaseId(String value) implements Comparable<CaseId> {
  private static final int MAX_OF_FIRST = 190;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public CaseId {
    Limits.name("case id", value, 200);
  }

  /** The id of the case that an idempotency key stands for, among those of its workflow. */
  public static CaseId of(String workflow, String idempotencyKey) {
    Limits.name("idempotency key", idempotencyKey, 200);
    return new CaseId(workflow + ":" + idempotencyKey);
  }

  /**
   * The id of the next run of this case.
   *
   * @param attempt number of that run, 2 or more
   */
  public CaseId again(int attempt) {
    String before = "~" + (attempt - 1);
    String first =
        attempt > 2 && value.endsWith(before)
            ? value.substring(0, value.length() - before.length())
            : value;
    if (first.length() > MAX_OF_FIRST) {
      UUID whole = UUID.nameUUIDFromBytes(first.getBytes(StandardCharsets.UTF_8));
      first = first.substring(0, MAX_OF_FIRST - 40) + "." + whole;
    }
    return new CaseId(first + "~" + attempt);
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
