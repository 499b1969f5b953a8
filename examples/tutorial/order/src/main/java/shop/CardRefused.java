package shop;

import io.baton.api.BusinessException;

public class CardRefused extends BusinessException {
  public CardRefused(String message) {
    super(message);
  }
}
