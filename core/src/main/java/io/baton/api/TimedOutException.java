package io.baton.api;

/** The time was over before the answer was there. */
public class TimedOutException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TimedOutException(String message) {
    super(message);
  }
}
