package io.baton.ejb;

import io.baton.engine.RecordTopics;
import io.baton.port.Definitions;
import io.baton.port.RecordDialect;
import io.baton.port.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;

/** What topics are read, and how: as a file, the application and its workflows say. */
final class ReadTopics {
  private static final int MAX_BYTES = 2_000_000;

  private ReadTopics() {}

  /**
   * @throws IllegalStateException with every mistake, one a line
   */
  static RecordTopics of(ClassLoader application, Definitions definitions) {
    RecordTopics.Reader topics = new RecordTopics.Reader(RecordDialect.all());
    String file = Settings.get(Settings.TOPICS, "");
    try {
      if (!file.isEmpty()) {
        topics.read(file, text(file), RecordTopics.Precedence.FIRST);
      }
      for (URL url : Collections.list(application.getResources(RecordTopics.RESOURCE))) {
        topics.read(url.toString(), text(url), RecordTopics.Precedence.AFTER_THE_FILE);
      }
    } catch (IOException e) {
      throw new IllegalStateException(
          "BATON-1440 %s: so the topics cannot be read".formatted(e.getMessage()), e);
    }
    definitions
        .startTopics()
        .forEach((workflow, all) -> all.forEach(topic -> topics.starts(topic, workflow)));
    return topics.end();
  }

  private static String text(String file) throws IOException {
    Path path = Path.of(file);
    if (!Files.isReadable(path)) {
      throw new IllegalStateException(
          "BATON-1440 %s names %s, which cannot be read".formatted(Settings.TOPICS, path));
    }
    try (InputStream bytes = Files.newInputStream(path)) {
      return text(bytes, file);
    }
  }

  private static String text(URL url) throws IOException {
    try (InputStream bytes = url.openStream()) {
      return text(bytes, url.toString());
    }
  }

  private static String text(InputStream bytes, String place) throws IOException {
    byte[] read = bytes.readNBytes(MAX_BYTES + 1);
    if (read.length > MAX_BYTES) {
      throw new IllegalStateException(
          "BATON-1440 %s has more than %d bytes".formatted(place, MAX_BYTES));
    }
    return new String(read, StandardCharsets.UTF_8);
  }
}
