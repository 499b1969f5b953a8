package io.baton.examples.graphs.users;

import io.baton.api.BusinessException;

/** The club takes nobody any more. */
public class ClubIsFull extends BusinessException {
  private static final long serialVersionUID = 1L;

  public ClubIsFull(String message) {
    super(message);
  }
}
