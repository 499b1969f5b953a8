package shop;

import io.baton.api.BusinessException;

public class NotApproved extends BusinessException {
  public NotApproved(String message) {
    super(message);
  }
}
