package io.baton.model;

/**
 * Why something did not work, told so that a person can act on it.
 *
 * @param type the exception's class name, or a word for what happened
 * @param message at most {@value #MAX_MESSAGE} characters, longer ones are cut
 */
public record Failure(Category category, String type, String message) {
  public static final int MAX_MESSAGE = 2000;

  /** Whose failure it is. */
  public enum Category {
    /** The activity's answer is no; never retried. */
    BUSINESS,
    /** The work failed. */
    TECHNICAL,
    /** The work took too long. */
    TIMEOUT,
    /** Somebody asked the case to stop. */
    CANCELLED,
    /** The workflow's code or data broke a rule. */
    FATAL
  }

  public Failure {
    if (message.length() > MAX_MESSAGE) {
      message = message.substring(0, MAX_MESSAGE - 1) + "…";
    }
  }

  @Override
  public String toString() {
    return type + ": " + message;
  }
}
