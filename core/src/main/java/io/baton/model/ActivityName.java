package io.baton.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Interface and method of an activity, such as {@code Booking.reserveCar}. */
public record ActivityName(String value) implements Comparable<ActivityName> {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ActivityName {
    Limits.name("activity", value, 200);
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
