package io.baton.graph;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Files of the tests. */
public final class Golden {
  private Golden() {}

  /** Such as {@code ron/frommanager.ron}. */
  public static String text(String name) {
    try (InputStream in = Golden.class.getResourceAsStream("/io/baton/graph/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static JsonNode json(String name) {
    return Json.tree(text(name));
  }
}
