package io.baton.effectful;

import io.baton.model.Failure;
import org.jspecify.annotations.Nullable;

/** An error that somebody answers with: for the workflow it is a business exception. */
final class Refusal {
  private Refusal() {}

  /** Null for null. */
  static @Nullable Failure of(@Nullable String message) {
    return message == null ? null : new Failure(Failure.Category.BUSINESS, "Refused", message);
  }
}
