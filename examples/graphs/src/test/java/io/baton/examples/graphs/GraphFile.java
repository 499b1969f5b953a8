package io.baton.examples.graphs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The graphs that this jar brings to an application. */
final class GraphFile {
  private GraphFile() {}

  static String text(String name) {
    String file = "/META-INF/baton/" + name + ".graph.json";
    try (InputStream in = GraphFile.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
