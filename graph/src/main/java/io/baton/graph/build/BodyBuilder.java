package io.baton.graph.build;

import java.util.function.Consumer;

/** What stands in a container. */
public final class BodyBuilder extends Nodes<BodyBuilder> {
  private BodyBuilder() {}

  static BodyBuilder of(Consumer<BodyBuilder> nodes) {
    BodyBuilder body = new BodyBuilder();
    nodes.accept(body);
    return body;
  }

  @Override
  BodyBuilder self() {
    return this;
  }
}
