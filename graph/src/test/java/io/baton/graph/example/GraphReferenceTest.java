package io.baton.graph.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.graph.Application;
import io.baton.graph.check.GraphCheck;
import io.baton.graph.json.GraphCodec;
import io.baton.graph.model.Graph;
import io.baton.graph.model.Node;
import io.baton.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reference shows graphs that can be read, and explains all there is to say. */
class GraphReferenceTest {
  private static final Path REFERENCE = Path.of("..", "docs", "reference");
  private static final String PAGE = read("graph.md");
  private static final Pattern EXAMPLE = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);

  private static String read(String file) {
    try {
      return Files.readString(REFERENCE.resolve(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** An example is a graph, or some of its nodes. */
  private static Graph graph(MatchResult example) {
    String text = example.group(1);
    return GraphCodec.read(
        text.startsWith("{")
            ? text
            : "{\"schema\": \"baton-graph/1\", \"name\": \"g\", \"version\": 1, \"nodes\": {%s}}"
                .formatted(text));
  }

  private static Stream<Graph> examples() {
    return EXAMPLE.matcher(PAGE).results().map(GraphReferenceTest::graph);
  }

  @Test
  void everyExampleIsAGraphThatMakesSense() {
    assertThat(examples())
        .hasSizeGreaterThan(15)
        .allSatisfy(
            graph ->
                assertThat(GraphCheck.check(graph, Application.WITH_ANYTHING))
                    .filteredOn(
                        problem -> !problem.text().contains("in 2 parts")) // Two examples in one.
                    .isEmpty());
  }

  @Test
  void everyKindHasItsSectionAndItsExample() {
    TreeSet<String> shown = new TreeSet<>();
    examples()
        .flatMap(graph -> graph.nodes().byId().values().stream())
        .forEach(node -> shown.add(node.getClass().getSimpleName()));
    for (Class<?> kind : Node.class.getPermittedSubclasses()) {
      String name = kind.getSimpleName();
      assertThat(PAGE)
          .contains("\n### " + name.substring(0, 1).toLowerCase() + name.substring(1) + "\n");
      assertThat(shown).contains(name);
    }
  }

  @Test
  void everyMemberAndEveryChoiceOfTheSchemaIsExplained() {
    JsonNode schema = Json.tree(read("baton-graph-1.schema.json"));
    TreeSet<String> words = new TreeSet<>();
    schema
        .findValues("properties")
        .forEach(members -> members.fieldNames().forEachRemaining(words::add));
    schema.findValues("enum").forEach(choices -> choices.forEach(c -> words.add(c.asText())));
    List<String> missing =
        words.stream()
            .filter(
                word -> !PAGE.contains("`" + word + "`") && !PAGE.contains("### " + word + "\n"))
            .toList();
    assertThat(words).hasSizeGreaterThan(50);
    assertThat(missing).isEmpty();
  }

  private static String limit(String row, int limit) {
    return String.format(Locale.ROOT, row, limit);
  }

  @Test
  void theLimitsAreTheLimits() {
    assertThat(PAGE)
        .contains(limit("| the text | %,d characters |", GraphCodec.MAX_TEXT))
        .contains(limit("inside of containers | %,d |", GraphCodec.MAX_NODES))
        .contains(limit("| edges and undo calls | %,d |", GraphCodec.MAX_EDGES))
        .contains("| containers in containers | %d deep |".formatted(GraphCodec.MAX_NESTING));
  }
}
