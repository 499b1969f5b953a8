package io.baton.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.Activity;
import io.baton.api.ActivityMode;
import io.baton.api.StartOn;
import io.baton.api.Workflow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationTopicsTest {
  @TempDir Path folder;

  private static byte[] zip(String... entries) throws IOException {
    byte[][] contents = new byte[entries.length / 2][];
    for (int i = 0; i < contents.length; i++) {
      contents[i] = entries[2 * i + 1].replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < contents.length; i++) {
        zip.putNextEntry(new ZipEntry(entries[2 * i]));
        zip.write(contents[i]);
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void theJarsOfAnApplicationSayWhichTopicsAreRead() throws IOException {
    byte[] first =
        zip(
            "a.txt",
            "nothing",
            "META-INF/baton/topics.json",
            "{'schema':'baton-topics/1','topics':{'orders':{'dialect':'start','deadLetters':'bad','outputs':['done']}}}");
    byte[] second =
        zip("META-INF/baton/topics.json", "{'topics':{'answers':{'dialect':'answer'}}}");
    Path ear = folder.resolve("app.ear");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(ear))) {
      zip.putNextEntry(new ZipEntry("META-INF/application.xml"));
      zip.write("<application/>".getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("app.jar"));
      zip.write(first);
      zip.putNextEntry(new ZipEntry("lib/other.jar"));
      zip.write(second);
    }
    ApplicationTopics topics = ApplicationTopics.of(ear);
    assertThat(topics.read()).containsExactly("answers", "orders");
    assertThat(topics.written()).containsExactly("bad", "done");
  }

  @Workflow(name = "one")
  @StartOn(kafka = "orders")
  static class StartedByOne {}

  @Workflow(name = "several")
  @StartOn(kafka = "returns")
  @StartOn(kafka = "repairs")
  @StartOn(cron = "0 1 * * *")
  static class StartedBySeveral {}

  interface Remote {
    @Activity(mode = ActivityMode.REMOTE, destination = "kafka:hotels")
    void overKafka();

    @Activity(mode = ActivityMode.REMOTE, destination = "cars")
    void overAQueue();
  }

  @Test
  void whatClassesSayIsReadFromTheirBytesAlone() throws IOException {
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(jar)) {
      for (Class<?> type :
          List.of(StartedByOne.class, StartedBySeveral.class, Remote.class, StartOn.class)) {
        String name = type.getName().replace('.', '/') + ".class";
        zip.putNextEntry(new ZipEntry(name));
        zip.write(getClass().getClassLoader().getResourceAsStream(name).readAllBytes());
      }
    }
    Path ear = folder.resolve("annotated.ear");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(ear))) {
      zip.putNextEntry(new ZipEntry("app.jar"));
      zip.write(jar.toByteArray());
    }
    ApplicationTopics topics = ApplicationTopics.of(ear);
    assertThat(topics.read()).containsExactly("orders", "repairs", "returns");
    assertThat(topics.written()).containsExactly("hotels");
  }
}
