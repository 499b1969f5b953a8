package io.baton.cli.ground;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The folder that holds everything a local installation needs: programs, data, logs, secrets. */
public final class StateDir {
  private static final String NAME = ".baton";
  private static final String MARK_OF_A_CHECKOUT = "server-config/wildfly/configure.sh";
  private static final int SECRET_BYTES = 18;

  private final Path root;

  private StateDir(Path root) {
    this.root = root;
  }

  /** A state folder at exactly this place, made if need be. */
  public static StateDir at(Path root) throws IOException {
    return new StateDir(Files.createDirectories(root.toAbsolutePath().normalize()));
  }

  /** The {@code .baton} folder of the checkout that the given path lies in. */
  public static StateDir ofCheckout(Path inside) throws IOException {
    return at(checkout(inside).resolve(NAME));
  }

  /** The root of the checkout that the given path lies in. */
  public static Path checkout(Path inside) {
    Path start = inside.toAbsolutePath().normalize();
    for (Path dir = start; dir != null; dir = dir.getParent()) {
      if (Files.exists(dir.resolve(MARK_OF_A_CHECKOUT))) {
        return dir;
      }
    }
    throw new GroundFailure(
        "BATON-9002 no checkout of Baton around %s (none of its parents has %s)"
            .formatted(start, MARK_OF_A_CHECKOUT));
  }

  public Path root() {
    return root;
  }

  /** A file or folder inside, which need not exist. */
  public Path resolve(String name) {
    return root.resolve(name);
  }

  /** A folder inside, made if need be. */
  public Path dir(String name) throws IOException {
    return Files.createDirectories(root.resolve(name));
  }

  /** A random password, made at the first call and kept in a file that only its owner can read. */
  public String secret(String name) throws IOException {
    Path file = dir("secrets").resolve(name);
    if (!Files.exists(file)) {
      byte[] bytes = new byte[SECRET_BYTES];
      new SecureRandom().nextBytes(bytes);
      var ownerOnly = PosixFilePermissions.fromString("rw-------");
      Files.createFile(file, PosixFilePermissions.asFileAttribute(ownerOnly));
      Files.writeString(file, HexFormat.of().formatHex(bytes));
    }
    return Files.readString(file).strip();
  }
}
