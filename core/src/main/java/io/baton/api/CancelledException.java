package io.baton.api;

/** A wait of a cancelled branch throws this: clean up and let it pass. */
public class CancelledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CancelledException(String message) {
    super(message);
  }
}
