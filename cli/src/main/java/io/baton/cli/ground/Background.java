package io.baton.cli.ground;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process in a session of its own, which outlives the one that started it. A file remembers its
 * id and when it started: a later process that got the same id is not taken for it.
 */
final class Background {
  static final File NOTHING = new File("/dev/null");

  /** The start time is derived from the system's boot time, which may differ by rounding. */
  private static final Duration SAME_START = Duration.ofSeconds(2);

  private static final Duration DEATH = Duration.ofSeconds(20);

  private final Path pidFile;

  Background(Path pidFile) {
    this.pidFile = pidFile;
  }

  /** Starts the command; what it prints replaces the log's content. */
  void start(List<String> command, Map<String, String> environment, Path workDir, Path log)
      throws IOException {
    if (isRunning()) {
      throw new GroundFailure(
          "BATON-9006 already running: process %d of %s".formatted(pid().orElse(0L), pidFile));
    }
    List<String> detached = new ArrayList<>(List.of("setsid"));
    detached.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(detached)
            .directory(workDir.toFile())
            .redirectInput(NOTHING)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    // setsid becomes the command: a child is never the leader of its group, so nothing forks.
    ProcessHandle handle = builder.start().toHandle();
    Files.createDirectories(pidFile.toAbsolutePath().getParent());
    Files.writeString(pidFile, handle.pid() + " " + startOf(handle) + System.lineSeparator());
  }

  boolean isRunning() {
    return handle().isPresent();
  }

  Optional<Long> pid() {
    return handle().map(ProcessHandle::pid);
  }

  /** Sends a signal by name (TERM, INT, KILL); false when there was nobody to send it to. */
  boolean signal(String name) throws IOException {
    Optional<ProcessHandle> handle = handle();
    if (handle.isEmpty()) {
      return false;
    }
    List<String> kill = List.of("kill", "-" + name, Long.toString(handle.get().pid()));
    new ProcessBuilder(kill).redirectErrorStream(true).redirectOutput(NOTHING).start();
    return true;
  }

  /** Sends the signal, waits for the end and forgets the process; past the limit it is killed. */
  void stop(String signal, Duration limit) throws IOException {
    if (signal(signal) && !Until.holds(limit, () -> !isRunning())) {
      kill9();
    }
    Files.deleteIfExists(pidFile);
  }

  /** Kills the process without a warning and waits until it and its children are gone. */
  void kill9() throws IOException {
    Optional<ProcessHandle> handle = handle();
    if (handle.isPresent()) {
      List<ProcessHandle> children = handle.get().descendants().toList();
      signal("KILL");
      boolean gone =
          Until.holds(
              DEATH, () -> !isRunning() && children.stream().noneMatch(Background::isAlive));
      if (!gone) {
        throw new GroundFailure(
            "BATON-9007 process %d or a child of it survived kill -9 for %d s"
                .formatted(handle.get().pid(), DEATH.toSeconds()));
      }
    }
    Files.deleteIfExists(pidFile);
  }

  private Optional<ProcessHandle> handle() {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    try {
      String[] recorded = Files.readString(pidFile).strip().split(" ", 2);
      Instant start = Instant.parse(recorded[1]);
      return ProcessHandle.of(Long.parseLong(recorded[0]))
          .filter(Background::isAlive)
          .filter(
              found -> Duration.between(start, startOf(found)).abs().compareTo(SAME_START) <= 0);
    } catch (IOException e) {
      throw new GroundFailure("BATON-9008 cannot read %s".formatted(pidFile), e);
    }
  }

  private static Instant startOf(ProcessHandle handle) {
    return handle.info().startInstant().orElse(Instant.EPOCH);
  }

  /** A process that has ended but that nobody has waited for (a zombie) does not live. */
  private static boolean isAlive(ProcessHandle handle) {
    if (!handle.isAlive()) {
      return false;
    }
    Path stat = Path.of("/proc", Long.toString(handle.pid()), "stat");
    try {
      String line = Files.readString(stat);
      return line.charAt(line.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException noSuchFile) {
      return handle.isAlive();
    }
  }
}
