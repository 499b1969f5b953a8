package io.baton.benchmarks.peers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds the peers that are wanted, with what Maven Central and npm have of them. */
final class PeerBuild {
  private static final long LIMIT_MINUTES = 15;

  private final Path peers;
  private final Path log;

  /**
   * @param peers the folder benchmarks/peers
   */
  PeerBuild(Path peers, Path log) {
    this.peers = peers;
    this.log = log;
  }

  void build(List<Peer> wanted) throws IOException {
    String modules =
        wanted.stream().map(Peer::module).collect(Collectors.joining(",", "harness,", ""));
    run(
        List.of(
            "mvn",
            "-B",
            "-ntp",
            "-f",
            peers.resolve("pom.xml").toString(),
            "-pl",
            modules,
            "compile"));
    if (wanted.contains(Peer.RESTATE)) {
      Path folder = peers.resolve("restate");
      run(
          List.of(
              "npm",
              "install",
              "--no-package-lock",
              "--ignore-scripts",
              "--prefix",
              folder.toString()));
    }
  }

  private void run(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try {
      if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IllegalStateException(
            "%s did not succeed within %d min, see %s".formatted(command, LIMIT_MINUTES, log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the peers were built", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** What Java is started with. */
  String classPath(Peer peer) throws IOException {
    Path module = peers.resolve(peer.module());
    return "%s:%s"
        .formatted(
            module.resolve("target/classes"),
            Files.readString(module.resolve("target/classpath")).strip());
  }

  Path restateServer() throws IOException {
    try (Stream<Path> files =
        Files.find(
            peers.resolve("restate/node_modules/@restatedev"),
            4,
            (file, attributes) ->
                attributes.isRegularFile() && file.endsWith("bin/restate-server"))) {
      return files
          .findFirst()
          .orElseThrow(
              () -> new IllegalStateException("no server of Restate for this machine at npm"));
    }
  }
}
