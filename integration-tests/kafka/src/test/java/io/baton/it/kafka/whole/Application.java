package io.baton.it.kafka.whole;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The example of Kafka's topics with one more library: the package {@code app} of these tests. */
final class Application {
  private static final String PACKAGE = "io/baton/it/kafka/app";
  private static final List<String> OF_LIBRARY = List.of("beans.xml", "baton/topics.json");

  private Application() {}

  /** Makes it anew in this folder. */
  static Path in(Path folder) throws IOException {
    Path classes = Path.of("target/test-classes");
    Path library = folder.resolve("wired.jar");
    Files.deleteIfExists(library);
    try (FileSystem jar = archive(library)) {
      copyAll(classes.resolve(PACKAGE), jar.getPath(PACKAGE));
      for (String file : OF_LIBRARY) {
        Path target = jar.getPath("META-INF", file);
        Files.createDirectories(target.getParent());
        Files.copy(classes.resolve("whole").resolve(Path.of(file).getFileName()), target);
      }
    }
    Path ear = folder.resolve("wired.ear");
    Path example = Path.of(System.getProperty("baton.kafka.ear"));
    Files.copy(example, ear, StandardCopyOption.REPLACE_EXISTING);
    try (FileSystem archive = archive(ear)) {
      Files.copy(library, archive.getPath("lib", "wired.jar"));
    }
    return ear;
  }

  private static FileSystem archive(Path file) throws IOException {
    return FileSystems.newFileSystem(URI.create("jar:" + file.toUri()), Map.of("create", "true"));
  }

  private static void copyAll(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName().toString()));
      }
    }
  }
}
