package io.baton.api;

/**
 * An answer that is a no: never retried, thrown in the workflow.
 *
 * <p>A subclass reaches the workflow as the most special class of the activity method's {@code
 * throws} clause that it is one of; otherwise as a plain {@code BusinessException}. The class named
 * there needs a public constructor that takes the message, or none.
 */
public class BusinessException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BusinessException(String message) {
    super(message);
  }
}
