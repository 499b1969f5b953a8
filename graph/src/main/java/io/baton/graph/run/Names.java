package io.baton.graph.run;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What the first names of expressions stand for: input, results, errors, item, index, round. */
interface Names {
  /**
   * @return a {@link JsonNode}, a {@link Members}, or null when there is no such name here
   */
  @Nullable Object get(String name);

  /** Values that are looked up one by one, because most are never asked for. */
  interface Members {
    /**
     * @return null when there is none of this name
     */
    @Nullable JsonNode get(String name);
  }
}
