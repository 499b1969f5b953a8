package io.baton.examples.provisioning;

import io.baton.api.BusinessException;

/** The cloud gave a machine up. */
public class Broken extends BusinessException {
  private static final long serialVersionUID = 1L;

  public Broken(String message) {
    super(message);
  }
}
