package io.baton.benchmarks.limits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Appends to files, each forced to the disk before the next. */
public final class ForcedWrites {
  private static final int BLOCK = 4_096;

  private final Path folder;

  /**
   * @param folder on the disk that matters; must exist
   */
  public ForcedWrites(Path folder) {
    this.folder = folder;
  }

  /** In a second. */
  public double perSecond(int writers, Duration time) throws IOException {
    List<FileChannel> files = new ArrayList<>();
    try {
      List<Rate.Deed> deeds = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        FileChannel file = open(folder.resolve("forced-" + i));
        files.add(file);
        deeds.add(() -> append(file));
      }
      return Rate.of(deeds, time);
    } finally {
      for (FileChannel file : files) {
        file.close();
      }
      for (int i = 0; i < writers; i++) {
        Files.deleteIfExists(folder.resolve("forced-" + i));
      }
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  private static void append(FileChannel file) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    while (block.hasRemaining()) {
      file.write(block);
    }
    file.force(false);
  }
}
