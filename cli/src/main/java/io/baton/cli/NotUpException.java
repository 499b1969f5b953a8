package io.baton.cli;

import io.baton.cli.local.Local;
import java.io.IOException;

/** A command needs a running installation. */
final class NotUpException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private NotUpException() {
    super("nothing is up; start it with: ./baton up");
  }

  /** The local installation, which must be up. */
  static Local running() throws IOException {
    Local local = Local.here(Baton.progress());
    if (!local.isUp()) {
      throw new NotUpException();
    }
    return local;
  }
}
