package io.baton.architecture.bad.engine;

import java.time.Instant;

/** Believes in this machine's clock, which may be an hour wrong. */
public final class Late {
  public boolean isDue(Instant due) {
    return due.isBefore(Instant.now());
  }
}
