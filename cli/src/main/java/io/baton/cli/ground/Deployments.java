package io.baton.cli.ground;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder that a server scans for archives, and the marker files by which it answers. */
final class Deployments {
  private final Path folder;

  Deployments(Path folder) {
    this.folder = folder;
  }

  /** Puts an archive in; a running server takes it at its next scan, another one when it boots. */
  void put(Path archive) throws IOException {
    String name = archive.getFileName().toString();
    Path unfinished = Files.createTempFile(Files.createDirectories(folder), ".", ".copying");
    Files.copy(archive, unfinished, StandardCopyOption.REPLACE_EXISTING);
    for (String mark : List.of(".deployed", ".failed", ".undeployed", ".pending")) {
      Files.deleteIfExists(folder.resolve(name + mark));
    }
    Files.move(
        unfinished,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(folder.resolve(name + ".dodeploy"), "");
  }

  /** Waits for the server's answer; a refusal is a failure with the server's own words. */
  void await(String name, Duration limit) throws IOException {
    Path deployed = folder.resolve(name + ".deployed");
    Path failed = folder.resolve(name + ".failed");
    boolean answered = Until.holds(limit, () -> Files.exists(deployed) || Files.exists(failed));
    refuseFailures();
    if (!answered) {
      throw new GroundFailure(
          "BATON-9024 %s was not deployed within %d s".formatted(name, limit.toSeconds()));
    }
  }

  /** Takes an archive out and waits until the server has let go of it. */
  void remove(String name, Duration limit) throws IOException {
    Path undeployed = folder.resolve(name + ".undeployed");
    Files.deleteIfExists(folder.resolve(name + ".deployed"));
    boolean gone = Until.holds(limit, () -> Files.exists(undeployed));
    Files.deleteIfExists(folder.resolve(name));
    Files.deleteIfExists(undeployed);
    if (!gone) {
      throw new GroundFailure(
          "BATON-9025 %s was not undeployed within %d s".formatted(name, limit.toSeconds()));
    }
  }

  void refuseFailures() throws IOException {
    Optional<Path> failed = firstFailed();
    if (failed.isPresent()) {
      throw new GroundFailure(
          "BATON-9026 the server refused %s:%n%s"
              .formatted(
                  failed.get().getFileName().toString().replaceFirst("\\.failed$", ""),
                  Files.readString(failed.get())));
    }
  }

  private Optional<Path> firstFailed() throws IOException {
    if (!Files.exists(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".failed")).findFirst();
    }
  }
}
