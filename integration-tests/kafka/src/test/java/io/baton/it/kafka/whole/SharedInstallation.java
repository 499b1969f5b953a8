package io.baton.it.kafka.whole;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One installation for all tests, which have threads, cases and topics of their own. */
public final class SharedInstallation implements ParameterResolver {
  private record Running(Installation installation) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      installation.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Installation.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return test.getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .getOrComputeIfAbsent(Running.class, any -> start(), Running.class)
        .installation();
  }

  private static Running start() {
    try {
      return new Running(Installation.start());
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("the installation does not start", e);
    }
  }
}
