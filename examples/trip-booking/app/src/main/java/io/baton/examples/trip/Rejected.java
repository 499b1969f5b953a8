package io.baton.examples.trip;

import io.baton.api.BusinessException;

/** Nobody may travel without an approval. */
public class Rejected extends BusinessException {
  private static final long serialVersionUID = 1L;

  public Rejected(String message) {
    super(message);
  }
}
