package io.baton.examples.graphs;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.graph.json.GraphCodec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files are written as graphs are written, so that an export is the file. */
class CanonicalFormTest {
  @ParameterizedTest
  @ValueSource(strings = {"user-registration", "trip", "order", "data-pipeline"})
  void aFileIsTheTextOfItsGraph(String name) {
    String text = GraphFile.text(name);
    assertThat(GraphCodec.write(GraphCodec.read(text))).isEqualTo(text);
  }
}
