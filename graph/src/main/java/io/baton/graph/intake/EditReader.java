package io.baton.graph.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.graph.json.BadGraphException;
import io.baton.graph.json.Problems;
import io.baton.graph.messages.SchemaVersion;
import io.baton.graph.model.Graph;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the original's message with a workflow in it, and perhaps with a table of undo functions,
 * which says more than the one for all workflows.
 */
final class EditReader {
  private final Problems problems = new Problems();
  private final JsonNode edit;

  EditReader(JsonNode edit) {
    this.edit = edit;
  }

  Graph read(Workflows as) {
    checkSchema();
    String name = edit.path("name").asText();
    String version = edit.hasNonNull("version") ? edit.path("version").asText() : as.version();
    agree("/name", as.name(), name);
    agree("/version", as.version(), version);
    Workflows named = as.named(name, version).undoing(table().over(as.undo()));
    boolean readable =
        version == null || heard("", named::givenVersion) != null; // Told once, and not again.
    Graph graph = readable ? heard("/workflow", () -> workflow(named)) : null;
    problems.throwIfAny();
    return Objects.requireNonNull(graph, "what cannot be read has a problem");
  }

  private void checkSchema() {
    String member = edit.has("schema_version") || !edit.has("schema") ? "schema_version" : "schema";
    if (edit.hasNonNull(member)) {
      SchemaVersion.problem(edit.path(member).asText())
          .ifPresent(problem -> problems.add("/" + member, problem + "."));
    }
  }

  private void agree(String pointer, @Nullable String given, @Nullable String said) {
    if (given != null && said != null && !given.equals(said)) {
      problems.add(pointer, "This is '%s', and '%s' is asked for.".formatted(said, given));
    }
  }

  private UndoTable table() {
    return UndoTableReader.MEMBERS.stream()
        .filter(edit::hasNonNull)
        .findFirst()
        .map(member -> heard("/" + member, () -> UndoTable.read(edit.path(member))))
        .orElse(UndoTable.EMPTY);
  }

  private Graph workflow(Workflows named) {
    JsonNode workflow = edit.path("workflow");
    if (Shape.of(workflow) == Shape.EDIT) {
      throw Workflows.bad("", "This is a message within a message.");
    }
    return named.read(workflow);
  }

  /** Null when it has problems; they are told from the message's top. */
  private <T> @Nullable T heard(String prefix, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (BadGraphException e) {
      e.problems().forEach(problem -> problems.add(prefix + problem.pointer(), problem.text()));
      return null;
    }
  }
}
