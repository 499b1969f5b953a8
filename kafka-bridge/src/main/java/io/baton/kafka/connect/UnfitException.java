package io.baton.kafka.connect;

/** A message or record that cannot cross; its text says what is wrong with it. */
final class UnfitException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  UnfitException(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
