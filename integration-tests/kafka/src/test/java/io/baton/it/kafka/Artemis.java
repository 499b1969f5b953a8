package io.baton.it.kafka;

import io.baton.cli.ground.FileTree;
import io.baton.cli.ground.FreePorts;
import io.baton.cli.ground.Lifetime;
import io.baton.cli.ground.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;

/** That broker's process. */
final class Artemis {
  private final Path folder;
  private final Path log;
  private final Certificates certificates;
  private final Lifetime lifetime;
  private final int port = FreePorts.one();
  private final int tlsPort = FreePorts.one();
  private @Nullable Process process;

  Artemis(Path folder, Path log, Certificates certificates, Lifetime lifetime) {
    this.lifetime = lifetime;
    this.certificates = certificates;
    this.folder = folder.toAbsolutePath();
    this.log = log.toAbsolutePath();
  }

  void start() throws IOException {
    begin();
    awaitAnswer();
  }

  /** As {@link #start}, without waiting. */
  void begin() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(lifetime.options());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            ArtemisMain.class.getName(),
            Integer.toString(port),
            folder.toString(),
            Bridge.PASSWORD,
            Integer.toString(tlsPort),
            certificates.key().toString(),
            Certificates.PASSWORD));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
  }

  void awaitAnswer() {
    if (!Until.holds(Duration.ofMinutes(1), this::answers)) {
      throw new IllegalStateException("Artemis does not start, see " + log);
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  String url() {
    return "tcp://127.0.0.1:" + port;
  }

  /** Where it speaks TLS only. */
  String tlsUrl() {
    return "tcp://127.0.0.1:" + tlsPort;
  }

  ActiveMQConnectionFactory clients() {
    ActiveMQConnectionFactory clients =
        new ActiveMQConnectionFactory(url(), ArtemisMain.USER, Bridge.PASSWORD);
    clients.setEnable1xPrefixes(false); // WildFly's client, also on the class path, says otherwise.
    return clients;
  }

  /** Keeps a copy of its files, of when nothing ran. */
  void copyTo(Path copy) throws IOException {
    kill9();
    FileTree.copy(folder, copy);
  }

  /** Becomes what it was at the time of that copy. */
  void restore(Path copy) throws IOException {
    kill9();
    FileTree.delete(folder);
    FileTree.copy(copy, folder);
  }

  void kill9() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }
}
