package io.baton.examples.trip;

import io.baton.api.BusinessException;

/** The flight is full. */
public class NoSeats extends BusinessException {
  private static final long serialVersionUID = 1L;

  public NoSeats(String message) {
    super(message);
  }
}
