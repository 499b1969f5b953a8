package io.baton.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a command within its case: derived, never random, so that a double is known as one. */
public record CommandId(String value) implements Comparable<CommandId> {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public CommandId {
    Limits.name("command id", value, 300);
  }

  @JsonValue
  @Override
  public String value() {
    return value;
  }

  @Override
  public int compareTo(CommandId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
