package io.baton.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Interface and method of an activity, such as {@code Booking.reserveCar}. */
public record ActivityName(String value) implements Comparable<ActivityName> {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ActivityName {
    Limits.name("activity", value, 200);
  }

  /** What is before the last dot: who does it. The whole name when there is no dot. */
  public String service() {
    int dot = value.lastIndexOf('.');
    return dot < 0 ? value : value.substring(0, dot);
  }

  /** What is after the last dot. */
  public String function() {
    return value.substring(value.lastIndexOf('.') + 1);
  }

  @JsonValue
  @Override
  public String value() {
    return value;
  }

  @Override
  public int compareTo(ActivityName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
