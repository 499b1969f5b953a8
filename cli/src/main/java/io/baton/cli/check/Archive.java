package io.baton.cli.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The jars of an EAR, unpacked; or a jar by itself. */
final class Archive implements AutoCloseable {
  private static final int MOST_ENTRIES = 10_000;
  private static final long MOST_BYTES = 1L << 30;

  private final Path folder;
  private final List<Path> jars = new ArrayList<>();
  private long bytes;

  private Archive(Path folder) {
    this.folder = folder;
  }

  /**
   * @throws IOException when it is no archive, or larger than any application
   */
  static Archive open(Path archive) throws IOException {
    Archive opened = new Archive(Files.createTempDirectory("baton-check"));
    boolean whole = false;
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      opened.unpack(zip);
      if (opened.jars.isEmpty()) {
        opened.jars.add(archive);
      }
      whole = true;
    } finally {
      if (!whole) {
        opened.close();
      }
    }
    return opened;
  }

  private void unpack(ZipFile zip) throws IOException {
    Enumeration<? extends ZipEntry> entries = zip.entries();
    for (int count = 1; entries.hasMoreElements(); count++) {
      ZipEntry entry = entries.nextElement();
      if (count > MOST_ENTRIES) {
        throw new IOException(zip.getName() + " has more than " + MOST_ENTRIES + " entries");
      }
      if (entry.getName().endsWith(".jar")) {
        copy(zip, entry);
      }
    }
  }

  /** Under a name of our own: what an archive calls its entries is no path to follow. */
  private void copy(ZipFile zip, ZipEntry entry) throws IOException {
    Path jar = folder.resolve(jars.size() + ".jar");
    try (InputStream content = zip.getInputStream(entry);
        var out = Files.newOutputStream(jar)) {
      byte[] part = new byte[1 << 16];
      for (int read = content.read(part); read >= 0; read = content.read(part)) {
        bytes += read;
        if (bytes > MOST_BYTES) {
          throw new IOException(zip.getName() + " holds more than " + MOST_BYTES + " bytes");
        }
        out.write(part, 0, read);
      }
    }
    jars.add(jar);
  }

  List<Path> jars() {
    return jars;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
