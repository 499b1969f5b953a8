package io.baton.cli.ground;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Whole folders: copy, delete, unpack. */
public final class FileTree {
  private FileTree() {}

  public static void copy(Path from, Path to) throws IOException {
    for (Path file : walk(from)) {
      Path copy = to.resolve(from.relativize(file).toString());
      if (Files.isDirectory(file)) {
        Files.createDirectories(copy);
      } else {
        Files.copy(
            file, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  public static void delete(Path root) throws IOException {
    if (Files.exists(root)) {
      for (Path file : walk(root).stream().sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Unpacks an archive; what its scripts may do (the executable bit) is kept. */
  public static void unzip(Path zip, Path target) throws IOException {
    try (ZipFile archive = ZipFile.builder().setPath(zip).get()) {
      Enumeration<ZipArchiveEntry> entries = archive.getEntries();
      while (entries.hasMoreElements()) {
        ZipArchiveEntry entry = entries.nextElement();
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
          throw new GroundFailure("BATON-9011 entry outside the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          unzip(archive, entry, file);
        }
      }
    }
  }

  private static void unzip(ZipFile archive, ZipArchiveEntry entry, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    try (InputStream content = archive.getInputStream(entry)) {
      Files.copy(content, file);
    }
    boolean executable = (entry.getUnixMode() & 0100) != 0;
    if (executable && !file.toFile().setExecutable(true)) {
      throw new GroundFailure("BATON-9022 cannot make %s executable".formatted(file));
    }
  }

  private static List<Path> walk(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.toList();
    }
  }
}
