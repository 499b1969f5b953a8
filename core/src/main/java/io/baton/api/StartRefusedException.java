package io.baton.api;

/** A start that cannot be accepted; the message names what is wrong and where. */
public class StartRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String reason;

  public StartRefusedException(String code, String message) {
    super(code + " " + message);
    this.code = code;
    this.reason = message;
  }

  /** The message without the code. */
  public String reason() {
    return reason;
  }

  /** Stable code such as {@code BATON-1101}. */
  public String code() {
    return code;
  }
}
