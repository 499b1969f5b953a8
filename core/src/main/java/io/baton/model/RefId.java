package io.baton.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One awaited answer of a case. */
public record RefId(String value) implements Comparable<RefId> {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public RefId {
    Limits.name("ref", value, 200);
  }

  @JsonValue
  @Override
  public String value() {
    return value;
  }

  @Override
  public int compareTo(RefId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
