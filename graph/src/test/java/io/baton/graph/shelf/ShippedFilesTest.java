package io.baton.graph.shelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.graph.Golden;
import io.baton.model.Definition;
import io.baton.persistence.fleeting.FleetingCaseStore;
import io.baton.port.DefinitionStore;
import io.baton.port.TrialTransactions;
import io.baton.wire.DefinitionRequestCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedFilesTest {
  private static final String FOLDER = "META-INF/baton/";

  private final TrialTransactions transactions = new TrialTransactions();
  private final Shelf shelf =
      new Shelf(
          Code.of(),
          new FleetingCaseStore(transactions).definitions(),
          transactions,
          new StubReader(),
          graph -> Code.PROGRAM);

  @TempDir Path folder;

  private static String graph(String name, String description) {
    return "{\"name\":\"%s\",\"version\":1,\"description\":\"%s\"}".formatted(name, description);
  }

  private URL jar(String name, Map<String, String> files) throws IOException {
    Path jar = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      entries.putNextEntry(new JarEntry("META-INF/"));
      entries.putNextEntry(new JarEntry(FOLDER));
      for (Map.Entry<String, String> file : files.entrySet()) {
        entries.putNextEntry(new JarEntry(file.getKey()));
        entries.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar.toUri().toURL();
  }

  private void deploy(URL... jars) throws IOException {
    try (URLClassLoader loader = new URLClassLoader(jars, null)) {
      shelf.deployFiles(loader);
    }
  }

  @Test
  void graphs_of_all_jars_and_folders_are_deployed() throws IOException {
    URL a = jar("a.jar", Map.of(FOLDER + "a.graph.json", graph("a", "ü")));
    URL b = jar("b.jar", Map.of(FOLDER + "b.graph.json", graph("b", "")));
    Path classes = Files.createDirectories(folder.resolve("classes/" + FOLDER));
    Files.writeString(classes.resolve("c.graph.json"), graph("c", ""));

    deploy(a, b, folder.resolve("classes").toUri().toURL());
    deploy(a, b);

    assertThat(shelf.deployed())
        .extracting(d -> d.id().name(), Definition::deployedBy)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a", "file a.jar/a.graph.json"),
            org.assertj.core.groups.Tuple.tuple("b", "file b.jar/b.graph.json"),
            org.assertj.core.groups.Tuple.tuple("c", "file classes/c.graph.json"));
  }

  @Test
  void other_files_are_left_alone() throws IOException {
    deploy(jar("a.jar", Map.of(FOLDER + "readme.json", "bad", FOLDER + "old/a.graph.json", "bad")));
    assertThat(shelf.deployed()).isEmpty();
  }

  @Test
  void an_application_without_any_has_none() throws IOException {
    deploy();
    assertThat(shelf.deployed()).isEmpty();
  }

  @Test
  void one_that_is_wrong_keeps_all_out_and_file_and_pointer_are_told() throws IOException {
    URL good = jar("good.jar", Map.of(FOLDER + "good.graph.json", graph("good", "")));
    URL bad =
        jar(
            "bad.jar",
            Map.of(
                FOLDER + "bad.graph.json",
                graph("bad", "bad bad"),
                FOLDER + "torn.graph.json",
                "{\"name\":"));
    assertThatThrownBy(() -> deploy(good, bad))
        .isInstanceOf(IllegalStateException.class)
        .message()
        .satisfies(
            text ->
                assertThat(text.lines())
                    .hasSize(3)
                    .allMatch(line -> line.startsWith("BATON-1418 jar:file:"))
                    .anyMatch(
                        line ->
                            line.endsWith(
                                "bad.jar!/META-INF/baton/bad.graph.json: BATON-1502 /description: bad at 4"))
                    .anyMatch(line -> line.contains("torn.graph.json: BATON-1502 line 1")));
    assertThat(shelf.deployed()).isEmpty();
  }

  private Shelf real(ClassLoader application, DefinitionStore kept) {
    return new Shelf(
        Code.of(),
        kept,
        transactions,
        new GraphReader(ShippedUndo.in(application)),
        graph -> Code.PROGRAM);
  }

  @Test
  void drawings_and_maps_are_called_as_their_files_and_undone_as_the_table_says()
      throws IOException {
    URL jar =
        jar(
            "a.jar",
            Map.of(
                FOLDER + "user_registration@v0.1.0.graph.json",
                Golden.text("flume/user-registration.json"),
                FOLDER + "edit.graph.ron",
                Golden.text("ron/tomanageredits.ron").replace("v0.1.0", "v0.2.0"),
                FOLDER + "undo.ron",
                Golden.text("intake/undo.ron")));
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar}, null)) {
      DefinitionStore kept = new FleetingCaseStore(transactions).definitions();
      Shelf shelf = real(loader, kept);
      shelf.deployFiles(loader);
      assertThat(shelf.deployed())
          .extracting(Definition::version)
          .containsExactly("v0.1.0", "v0.2.0");
      for (Definition definition : shelf.deployed()) {
        assertThat(transactions.separate(() -> kept.content(definition.id())).orElseThrow())
            .as("%s", definition.id())
            .contains("log_removal");
      }
      assertThat(
              shelf
                  .deploy(
                      DefinitionRequestCodec.named(
                          "user_registration",
                          "v0.2.0",
                          "{\"user.create\":[\"license.create\",\"membership.create\"],\"license.create\":[\"legal.update\"]}"),
                      "ada")
                  .fresh())
          .as("the same in JSON, with the same undo")
          .isFalse();
    }
  }

  @Test
  void tables_of_undo_functions_that_are_wrong_or_differ_are_named() throws IOException {
    URL a =
        jar("a.jar", Map.of(FOLDER + "undo.json", "{\"a\":{\"x\":[\"y\"]},\"b\":{\"x\":[\"y\"]}}"));
    URL b = jar("b.jar", Map.of(FOLDER + "undo.json", "{\"a\":{\"x\":[\"z\"]}}"));
    URL c = jar("c.jar", Map.of(FOLDER + "undo.json", "{\"a\":7}"));
    try (URLClassLoader loader = new URLClassLoader(new URL[] {a, b, c}, null)) {
      assertThatThrownBy(() -> ShippedUndo.in(loader))
          .isInstanceOf(IllegalStateException.class)
          .message()
          .satisfies(
              text ->
                  assertThat(text.lines())
                      .hasSize(2)
                      .allMatch(line -> line.startsWith("BATON-1340 jar:file:"))
                      .anyMatch(
                          line ->
                              line.contains(
                                  "b.jar!/META-INF/baton/undo.json: the undo of a.x is said by jar:file:"))
                      .anyMatch(line -> line.contains("c.jar!/META-INF/baton/undo.json: /a: ")));
    }
    try (URLClassLoader loader = new URLClassLoader(new URL[] {a}, null)) {
      assertThat(ShippedUndo.in(loader).byProcess()).hasSize(2);
    }
  }
}
