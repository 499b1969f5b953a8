package io.baton.it.kafka;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One bridge for all tests, which have connectors, topics and queues of their own. */
final class SharedBridge implements ParameterResolver {
  private record Running(Bridge bridge) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      bridge.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Bridge.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return test.getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .getOrComputeIfAbsent(Running.class, any -> start(), Running.class)
        .bridge();
  }

  private static Running start() {
    try {
      return new Running(
          Bridge.in(Path.of(System.getProperty("baton.kafka.folder", "target/bridge"))));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
