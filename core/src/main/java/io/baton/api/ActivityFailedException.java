package io.baton.api;

/** Thrown in a workflow when an activity failed for good: its attempts are used up. */
public class ActivityFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String activity;

  public ActivityFailedException(String activity, String message) {
    super(activity + " failed: " + message);
    this.activity = activity;
  }

  /** Interface and method, such as {@code Booking.reserveCar}. */
  public String activity() {
    return activity;
  }
}
