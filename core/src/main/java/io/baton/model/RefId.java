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

  /** The ref numbered {@code number} below this one: a call in a scope, a branch of a fork. */
  public RefId child(long number) {
    return new RefId(value + "." + number);
  }

  /** True for what was opened in the scope or branch {@code scope}. */
  public boolean isBelow(RefId scope) {
    return value.length() > scope.value.length()
        && value.charAt(scope.value.length()) == '.'
        && value.startsWith(scope.value);
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
