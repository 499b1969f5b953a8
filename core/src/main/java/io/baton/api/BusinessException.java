package io.baton.api;

/**
 * An answer that is a no: never retried, thrown in the workflow as itself.
 *
 * <p>A subclass reaches the workflow with its own type when the activity's method names it, or a
 * superclass of it, in its {@code throws} clause; otherwise as a plain {@code BusinessException}.
 * It needs a public constructor that takes the message, or none.
 */
public class BusinessException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BusinessException(String message) {
    super(message);
  }
}
