package io.baton.it.time;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The clock of a server, moved by libfaketime (Debian: faketime). What counts steadily, as a
 * machine's uptime does, is left alone.
 */
final class FakeTime {
  private static final Path LIBRARIES = Path.of("/usr/lib");
  private static final String NAME = "libfaketimeMT.so.1";

  private final Path file;

  FakeTime(Path file) throws IOException {
    this.file = file;
    move(Duration.ZERO);
  }

  static boolean isInstalled() throws IOException {
    return library().isPresent();
  }

  private static Optional<Path> library() throws IOException {
    try (Stream<Path> found =
        Files.find(LIBRARIES, 3, (path, any) -> path.endsWith(Path.of("faketime", NAME)))) {
      return found.findFirst();
    }
  }

  /** What the server's process must be started with. */
  Map<String, String> environment() throws IOException {
    return library()
        .map(
            library ->
                Map.of(
                    "LD_PRELOAD", library.toString(),
                    "FAKETIME_TIMESTAMP_FILE", file.toAbsolutePath().toString(),
                    "FAKETIME_CACHE_DURATION", "1",
                    "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                    // Otherwise every wait of the JVM with a limit returns at once.
                    "FAKETIME_FORCE_MONOTONIC_FIX", "0"))
        .orElse(Map.of());
  }

  /** By how much the clock is wrong from now on. */
  void move(Duration by) throws IOException {
    Files.writeString(file, "%+d%n".formatted(by.toSeconds()));
  }
}
