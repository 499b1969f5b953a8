package io.baton.api;

/** The outside world answered an {@link OpenRef} with an error. */
public class RefusedException extends BusinessException {
  private static final long serialVersionUID = 1L;

  public RefusedException(String message) {
    super(message);
  }
}
