package io.baton.standalone.durable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * The folder with everything that survives the process: transaction log, broker, perhaps the
 * database. One process at a time may have it: two transaction managers with one log lose work.
 */
public final class StateDirectory implements AutoCloseable {
  private final Path root;
  private final FileChannel lock;

  private StateDirectory(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /**
   * @throws IllegalStateException when another process, or this one, has it already
   */
  public static StateDirectory take(Path folder) {
    try {
      Path root = Files.createDirectories(folder.toAbsolutePath().normalize());
      FileChannel lock =
          FileChannel.open(
              root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(lock)) {
        lock.close();
        throw new IllegalStateException(
            "BATON-1420 the state directory %s is in use by a running Baton".formatted(root));
      }
      return new StateDirectory(root, lock);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use the state directory " + folder, e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  public Path root() {
    return root;
  }

  public Path resolve(String name) {
    return root.resolve(name);
  }

  /** A node id that nobody else has, and that stays the same as long as the folder is kept. */
  public String nodeId() {
    Path file = root.resolve("node-id");
    try {
      if (!Files.exists(file)) {
        String id = "se-" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        Path whole = Files.writeString(root.resolve("node-id.new"), id);
        Files.move(whole, file);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the node id in " + file, e);
    }
  }

  /** Lets the next process in. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the lock of " + root, e);
    }
  }
}
