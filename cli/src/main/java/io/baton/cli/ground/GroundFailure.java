package io.baton.cli.ground;

/** A part of the ground could not be laid; the message says which, why and where to look. */
public final class GroundFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public GroundFailure(String message) {
    super(message);
  }

  GroundFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
