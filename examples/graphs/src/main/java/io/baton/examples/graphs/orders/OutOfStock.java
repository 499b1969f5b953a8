package io.baton.examples.graphs.orders;

import io.baton.api.BusinessException;

/** The warehouse does not have it. */
public class OutOfStock extends BusinessException {
  private static final long serialVersionUID = 1L;

  public OutOfStock(String message) {
    super(message);
  }
}
