package io.baton.gateway;

import java.util.concurrent.CompletionException;

/** What the application threw. */
final class Failures {
  private Failures() {}

  /** Lets a checked exception pass as what futures wrap it in. */
  static void unchecked(Work work) {
    try {
      work.run();
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  /** What was thrown, without what futures wrap it in. */
  static Throwable cause(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** Calls the application. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }
}
