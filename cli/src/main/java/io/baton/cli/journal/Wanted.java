package io.baton.cli.journal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What cases are looked for; null for any.
 *
 * @param attributes values as the journal writes JSON
 */
public record Wanted(
    @Nullable String workflow,
    @Nullable String status,
    @Nullable String businessKey,
    Map<String, String> attributes,
    int most) {
  public Wanted {
    attributes = Map.copyOf(attributes);
  }
}
