package io.baton.model;

import org.jspecify.annotations.Nullable;

/**
 * Where a case's end is to be told.
 *
 * @param destination the host's name for a queue or topic
 * @param correlationId what the asker will know the answer by
 */
public record ReplyTo(String destination, @Nullable String correlationId) {
  public ReplyTo {
    Limits.name("reply destination", destination, 300);
    if (correlationId != null) {
      Limits.name("correlation id", correlationId, 300);
    }
  }
}
