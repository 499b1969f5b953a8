package io.baton.it.ground;

import io.baton.cli.ground.FreePorts;
import io.baton.cli.ground.PostgresServer;
import io.baton.cli.ground.StateDir;
import io.baton.cli.ground.WildFlyHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Starts a new database and provisions a server before the first test, and tells {@code
 * arquillian.xml} by system properties where they are. Arquillian starts and stops the server; the
 * database ends with the session, also when the tests fail.
 */
public final class Ground implements LauncherSessionListener {
  public static final String NODE = "it-1";

  /** Short, so that a test can wait for it. */
  public static final int TX_TIMEOUT_SECONDS = 10;

  private static final int HTTP = 8080;
  private static final int MANAGEMENT = 9990;
  private static final Path TARGET = Path.of("target");

  private static StateDir state;
  private static PostgresServer postgres;
  private static int httpPort;

  public static PostgresServer postgres() {
    return postgres;
  }

  public static int httpPort() {
    return httpPort;
  }

  /** The password of {@link WildFlyHome#CLIENT}. */
  public static String clientPassword() {
    try {
      return WildFlyHome.clientPassword(state);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    session
        .getLauncher()
        .registerTestExecutionListeners(
            new TestExecutionListener() {
              @Override
              public void testPlanExecutionStarted(TestPlan plan) {
                if (plan.getRoots().stream().anyMatch(root -> needsServer(plan, root))) {
                  lay();
                }
              }
            });
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    clear();
  }

  /** Unit tests, and tests with a ground of their own, shall not wait for this one. */
  private static boolean needsServer(TestPlan plan, TestIdentifier test) {
    boolean here =
        test.getSource()
            .filter(ClassSource.class::isInstance)
            .map(source -> ((ClassSource) source).getJavaClass())
            .filter(Ground::isForArquillian)
            .isPresent();
    return here || plan.getChildren(test).stream().anyMatch(child -> needsServer(plan, child));
  }

  private static boolean isForArquillian(Class<?> test) {
    return AnnotationSupport.findRepeatableAnnotations(test, ExtendWith.class).stream()
        .anyMatch(with -> List.of(with.value()).contains(ArquillianExtension.class));
  }

  private static synchronized void lay() {
    boolean unitTests = System.getProperty("baton.wildfly.zip") == null; // They need no server.
    if (postgres != null || unitTests) {
      return;
    }
    try {
      state = StateDir.at(TARGET.resolve("server-tests"));
      postgres = new PostgresServer(state);
      Runtime.getRuntime().addShutdownHook(new Thread(Ground::clear));
      postgres.kill9();
      delete(state.resolve("postgres-data"));
      postgres.start();
      Path scripts = StateDir.checkout(Path.of("")).resolve("server-config/wildfly");
      Path zip = Path.of(System.getProperty("baton.wildfly.zip"));
      tell(WildFlyHome.provision(state, zip, scripts));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void tell(WildFlyHome home) throws IOException {
    int offset = FreePorts.wildflyOffset();
    httpPort = HTTP + offset;
    Properties server = new Properties();
    server.setProperty("jboss.socket.binding.port-offset", Integer.toString(offset));
    server.setProperty("baton.node.id", NODE);
    server.setProperty("baton.db.port", Integer.toString(postgres.port()));
    server.setProperty("baton.db.password", postgres.password());
    server.setProperty("baton.tx.timeout", Integer.toString(TX_TIMEOUT_SECONDS));
    // Of workers that speak the executor's messages, and take one request at a time.
    server.setProperty("baton.task.format.it.etl", "executor");
    server.setProperty("baton.task.limit.it.etl", "1");
    Path file = state.resolve("server.properties");
    try (var out = Files.newBufferedWriter(file)) {
      server.store(out, null);
    }
    System.setProperty("baton.it.home", home.path().toString());
    System.setProperty("baton.it.base", state.dir("server").toString());
    System.setProperty(
        "baton.it.jvm",
        String.join(
            " ",
            List.of(
                "-Xms256m -Xmx768m -XX:+ExitOnOutOfMemoryError",
                "-Djava.net.preferIPv4Stack=true",
                "-Djboss.node.name=" + NODE)));
    System.setProperty("baton.it.arguments", "-P=" + file);
    System.setProperty("baton.it.management", Integer.toString(MANAGEMENT + offset));
  }

  private static synchronized void clear() {
    if (postgres == null) {
      return;
    }
    try {
      postgres.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
