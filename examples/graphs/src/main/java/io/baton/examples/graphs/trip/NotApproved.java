package io.baton.examples.graphs.trip;

import io.baton.api.BusinessException;

/** Nobody may travel without an approval. */
public class NotApproved extends BusinessException {
  private static final long serialVersionUID = 1L;

  public NotApproved(String message) {
    super(message);
  }
}
