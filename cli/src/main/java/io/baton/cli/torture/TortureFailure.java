package io.baton.cli.torture;

/** The torture cannot go on; the message says what is wrong. */
public final class TortureFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TortureFailure(String message) {
    super(message);
  }
}
