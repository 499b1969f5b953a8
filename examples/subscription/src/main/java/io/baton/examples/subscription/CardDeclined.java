package io.baton.examples.subscription;

import io.baton.api.BusinessException;

/** The bank said no. */
public class CardDeclined extends BusinessException {
  private static final long serialVersionUID = 1L;

  public CardDeclined(String message) {
    super(message);
  }
}
