package io.baton.api;

import org.jspecify.annotations.Nullable;

/** The outside world answered an {@link OpenRef} with an error. */
public class RefusedException extends BusinessException {
  private static final long serialVersionUID = 1L;

  /** JSON of what was told; null when that is the message. */
  private final @Nullable String error;

  public RefusedException(String message) {
    this(message, null);
  }

  /**
   * @param error what was told, as JSON; null when that is the message
   */
  public RefusedException(String message, @Nullable String error) {
    super(message);
    this.error = error;
  }

  /** What was told, as JSON; null when that is the message. */
  public @Nullable String error() {
    return error;
  }
}
