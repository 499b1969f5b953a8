package io.baton.worker;

/**
 * An answer that is no: it reaches the workflow as the exception of the activity's {@code throws}
 * clause with that name, or as a BusinessException.
 */
public class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final String type;

  /**
   * @param type the simple or full name of the exception's class
   */
  public Refusal(String type, String message) {
    super(message);
    this.type = type;
  }

  public String type() {
    return type;
  }
}
