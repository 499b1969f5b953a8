package io.baton.examples.cart;

import io.baton.api.BusinessException;

/** The bank said no. */
public class Declined extends BusinessException {
  private static final long serialVersionUID = 1L;

  public Declined(String message) {
    super(message);
  }
}
