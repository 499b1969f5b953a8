package io.baton.cli.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.model.ActivityName;
import io.baton.model.CaseId;
import io.baton.model.CommandId;
import io.baton.model.Event;
import io.baton.model.RefId;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import io.baton.wire.JournalFile;
import io.baton.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds of an application, and cases that the first of them began. */
class CheckTest {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
  private static final WorkflowId TRIP = new WorkflowId("trip", 1);

  private static final String BOOKING =
      """
      package app;
      public interface Booking {
        @io.baton.api.Activity String car(String who);
        @io.baton.api.Activity String hotel(String who);
      }
      """;

  private static final String TRIP_CLASS =
      """
      package app;
      @io.baton.api.Workflow(name = "trip")
      public class Trip {
        @io.baton.api.Durable Booking booking;
        @io.baton.api.Start public String run(String who) {
          %s
        }
      }
      """;

  /** As an application has them: it cannot be loaded without the server. */
  private static final String BEAN =
      """
      package app;
      public class Bean extends server.Base {}
      """;

  private static final String CAR_THEN_HOTEL = "return booking.car(who) + booking.hotel(who);";

  @TempDir Path folder;

  private static JournalFile carIsAwaited() {
    return journal(
        new Turn(
            1,
            new CommandId("start"),
            AT,
            List.of(
                new Event.RefOpened(
                    new RefId("1"),
                    new ActivityName("Booking.car"),
                    List.of(Json.payload("ada"))))));
  }

  private static JournalFile journal(Turn... later) {
    Turn first =
        new Turn(
            0,
            new CommandId("create"),
            AT,
            List.of(new Event.CaseStarted(TRIP, Json.payload("ada"), "alice", null)));
    List<Turn> turns = Stream.concat(Stream.of(first), Stream.of(later)).toList();
    return new JournalFile(new CaseId("t-1"), TRIP, turns);
  }

  @Test
  void theSameCodeAndOneThatDiffersLaterOnFit() throws IOException {
    for (String body : List.of(CAR_THEN_HOTEL, "return booking.car(who);")) {
      try (Application build = Application.open(ear(body))) {
        assertThat(build.workflows()).containsExactly("trip");
        assertThat(new Check(build).obstacle(carIsAwaited())).isEmpty();
        assertThat(new Check(build).obstacle(journal())).as("before its first turn").isEmpty();
      }
    }
  }

  @Test
  void codeThatAsksForSomethingElseWouldPark() throws IOException {
    try (Application build = Application.open(ear("return booking.hotel(who);"))) {
      assertThat(new Check(build).obstacle(carIsAwaited()))
          .hasValueSatisfying(
              text ->
                  assertThat(text)
                      .startsWith("after turn 1: ")
                      .contains("at ref 1 the journal has Booking.car[\"ada\"]"));
    }
  }

  @Test
  void aWorkflowThatIsGoneAndAnActivityThatIsGoneAreMissed() throws IOException {
    Path other = ear(CAR_THEN_HOTEL, Map.of("\"trip\"", "\"tour\""));
    try (Application build = Application.open(other)) {
      assertThat(new Check(build).obstacle(carIsAwaited()))
          .contains("after turn 1: there is no workflow trip@1");
    }
    Path renamed = ear("return booking.auto(who);", Map.of(" car(", " auto("));
    try (Application build = Application.open(renamed)) {
      assertThat(new Check(build).obstacle(carIsAwaited()))
          .contains("after turn 1: there is no activity Booking.car, which ref 1 awaits");
    }
  }

  @Test
  void aJarOfWorkflowsWillDoAndAnArchiveWithoutAnyIsRefused() throws IOException {
    try (Application build = Application.open(jar(CAR_THEN_HOTEL, Map.of()))) {
      assertThat(build.workflows()).containsExactly("trip");
    }
    Path empty = zip(folder.resolve("empty.ear"), Map.of("lib/nothing.txt", new byte[0]));
    assertThatThrownBy(() -> Application.open(empty))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no class with @Workflow");
    Path none = Files.writeString(folder.resolve("none.ear"), "hello");
    assertThatThrownBy(() -> Application.open(none)).isInstanceOf(IOException.class);
  }

  private Path ear(String body) throws IOException {
    return ear(body, Map.of());
  }

  private Path ear(String body, Map<String, String> changed) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("app.jar", Files.readAllBytes(jar(body, changed)));
    ByteArrayOutputStream library = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(library)) {
      zip.putNextEntry(new ZipEntry("x.txt"));
    }
    entries.put("lib/x.jar", library.toByteArray());
    return zip(folder.resolve("app.ear"), entries);
  }

  private Path jar(String body, Map<String, String> changed) throws IOException {
    Path source = Files.createTempDirectory(folder, "source");
    Path classes = Files.createTempDirectory(folder, "classes");
    Map<String, String> files =
        Map.of(
            "app/Booking.java",
            BOOKING,
            "app/Trip.java",
            TRIP_CLASS.formatted(body),
            "app/Bean.java",
            BEAN,
            "server/Base.java",
            "package server; public class Base {}");
    for (Map.Entry<String, String> file : files.entrySet()) {
      String text = file.getValue();
      for (Map.Entry<String, String> change : changed.entrySet()) {
        text = text.replace(change.getKey(), change.getValue());
      }
      Path path = source.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    }
    compile(source, classes);
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("META-INF/beans.xml", new byte[0]);
    for (String name : List.of("Booking", "Trip", "Bean")) {
      String entry = "app/" + name + ".class";
      entries.put(entry, Files.readAllBytes(classes.resolve(entry)));
    }
    return zip(folder.resolve("app.jar"), entries);
  }

  private static void compile(Path source, Path classes) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter errors = new StringWriter();
    try (var files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> sources = Files.walk(source)) {
      boolean compiled =
          compiler
              .getTask(
                  errors,
                  files,
                  null,
                  List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path")),
                  null,
                  files.getJavaFileObjectsFromPaths(
                      sources.filter(path -> path.toString().endsWith(".java")).toList()))
              .call();
      assertThat(compiled).as(errors.toString()).isTrue();
    }
  }

  private static Path zip(Path file, Map<String, byte[]> entries) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return file;
  }
}
