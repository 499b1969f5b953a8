package io.baton.cli.demo;

import org.jspecify.annotations.Nullable;

/** The demo cannot go on; the message says what is wrong. */
public final class DemoFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DemoFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
