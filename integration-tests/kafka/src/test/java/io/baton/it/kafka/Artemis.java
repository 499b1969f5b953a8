package io.baton.it.kafka;

import io.baton.cli.ground.FreePorts;
import io.baton.cli.ground.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** That broker's process. */
final class Artemis {
  private final Path folder;
  private final int port = FreePorts.one();
  private @Nullable Process process;

  Artemis(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  void start() throws IOException {
    process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                    "-cp",
                    System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")),
                    ArtemisMain.class.getName(),
                    Integer.toString(port),
                    folder.toString()))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolveSibling("artemis.log").toFile())
            .start();
    if (!Until.holds(Duration.ofMinutes(1), this::answers)) {
      throw new IllegalStateException("Artemis does not start, see " + folder);
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

  void kill9() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }
}
