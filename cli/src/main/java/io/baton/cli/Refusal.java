package io.baton.cli;

import io.baton.cli.local.Local;
import java.io.IOException;

/** A command cannot do what it was asked; the message says why. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Refusal(String message) {
    super(message);
  }

  /** The local installation, which must be up. */
  static Local unlessUp() throws IOException {
    Local local = Local.here(Baton.progress());
    if (!local.isUp()) {
      throw new Refusal("nothing is up; start it with: ./baton up");
    }
    return local;
  }
}
