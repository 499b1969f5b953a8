package io.baton.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Which topics an application reads and writes, as far as the files {@code
 * META-INF/baton/topics.json} in its jars and the annotations of its classes say.
 *
 * @param written by cases that topics start, with requests to workers, and with records that cannot
 *     be carried out
 */
record ApplicationTopics(Set<String> read, Set<String> written) {
  private static final String FILE = "META-INF/baton/topics.json";
  private static final int MOST_BYTES = 1_000_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Members of a topic that name another one. */
  private static final List<String> WRITTEN = List.of("result", "error", "resume", "deadLetters");

  static ApplicationTopics of(Path ear) throws IOException {
    ApplicationTopics topics = new ApplicationTopics(new TreeSet<>(), new TreeSet<>());
    try (InputStream file = Files.newInputStream(ear);
        ZipInputStream archive = new ZipInputStream(file)) {
      for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
        if (entry.getName().endsWith(".jar")) {
          topics.addThoseOf(new ZipInputStream(archive)); // Not closed: it is a part of the other.
        }
      }
    }
    return topics;
  }

  /** And those of a document that goes before the application's. */
  void addThoseOf(Path document) throws IOException {
    try (InputStream file = Files.newInputStream(document)) {
      add(JSON.readTree(file.readNBytes(MOST_BYTES)));
    }
  }

  private void addThoseOf(ZipInputStream jar) throws IOException {
    for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
      if (entry.getName().equals(FILE)) {
        add(JSON.readTree(jar.readNBytes(MOST_BYTES)));
      } else if (entry.getName().endsWith(".class")) {
        AnnotatedTopics.add(jar.readNBytes(MOST_BYTES), read, written);
      }
    }
  }

  /** Whether it is as it should be is for the server to say. */
  private void add(JsonNode document) {
    document
        .path("topics")
        .properties()
        .forEach(
            topic -> {
              read.add(topic.getKey());
              WRITTEN.forEach(member -> addWritten(topic.getValue().path(member)));
              topic.getValue().path("outputs").forEach(this::addWritten);
            });
  }

  private void addWritten(JsonNode topic) {
    if (topic.isTextual()) {
      written.add(topic.textValue());
    }
  }
}
