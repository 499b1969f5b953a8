package io.baton.cli.local;

/** A setting that a person gave is none, or none for here; the message says why, with a code. */
public final class SettingRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SettingRefused(String message) {
    super(message);
  }
}
