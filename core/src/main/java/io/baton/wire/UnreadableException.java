package io.baton.wire;

/** A text that cannot be taken for what it should be; the message says what is wrong and where. */
public class UnreadableException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public UnreadableException(String message) {
    super(message);
  }
}
