package io.baton.graph.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.baton.graph.model.Body;
import io.baton.graph.model.Graph;
import io.baton.graph.model.Graph.Concurrency;
import io.baton.graph.model.Graph.Defaults;
import io.baton.graph.model.GraphVersion;
import io.baton.graph.model.UndoRule;
import io.baton.wire.Json;
import org.jspecify.annotations.Nullable;

/** Makes the one text that a graph has. */
final class GraphWriter {
  private static final PrettyPrinter LAYOUT =
      new DefaultPrettyPrinter(
              Separators.createDefaultInstance()
                  .withObjectFieldValueSpacing(Spacing.AFTER)
                  .withArrayValueSpacing(Spacing.AFTER)
                  .withObjectEmptySeparator("")
                  .withArrayEmptySeparator(""))
          .withObjectIndenter(new DefaultIndenter("  ", "\n"))
          .withArrayIndenter(new DefaultPrettyPrinter.NopIndenter());

  private GraphWriter() {}

  static String write(Graph graph) {
    try {
      return Json.STRICT.writer(LAYOUT).writeValueAsString(tree(graph)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "the graph cannot be written: " + e.getOriginalMessage(), e);
    }
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ObjectNode tree(Graph graph) {
    ObjectNode json = object().put("schema", "baton-graph/1").put("name", graph.name());
    version(json, graph.version());
    ValueWriter.text(json, "description", graph.description());
    defaults(json, graph.defaults());
    undoRule(json, "undo", graph.undo());
    concurrency(json, graph.concurrency());
    ValueWriter.retries(json, "retryCase", graph.retryCase());
    if (graph.chain() > 1) {
      json.put("chain", graph.chain());
    }
    json.set("nodes", body(graph.nodes()));
    ValueWriter.template(json, "result", graph.result());
    ValueWriter.layout(json, graph.layout());
    return json;
  }

  private static void version(ObjectNode json, GraphVersion version) {
    if (version.text().matches("[0-9]+")) {
      json.put("version", version.number());
    } else {
      json.put("version", version.text());
    }
  }

  private static void defaults(ObjectNode json, Defaults defaults) {
    if (defaults.equals(Defaults.NONE)) {
      return;
    }
    ObjectNode written = json.putObject("defaults");
    ValueWriter.retries(written, defaults.retry());
    ValueWriter.timeout(written, defaults.timeout());
    if (defaults.undoWhenUnknown()) {
      written.put("undoWhenUnknown", true);
    }
  }

  static void undoRule(ObjectNode json, String member, UndoRule rule) {
    if (rule.equals(UndoRule.ORDINARY)) {
      return;
    }
    ObjectNode written = json.putObject(member);
    if (rule.order() != UndoRule.ORDINARY.order()) {
      written.put("order", rule.order().name());
    }
    if (rule.scope() != UndoRule.ORDINARY.scope()) {
      written.put("scope", rule.scope().name());
    }
  }

  private static void concurrency(ObjectNode json, @Nullable Concurrency concurrency) {
    if (concurrency == null) {
      return;
    }
    ObjectNode written = json.putObject("concurrency").put("limit", concurrency.limit());
    if (concurrency.whenFull() != Graph.WhenFull.QUEUE) {
      written.put("whenFull", concurrency.whenFull().name());
    }
  }

  static ObjectNode body(Body body) {
    ObjectNode json = object();
    body.byId().forEach((id, node) -> json.set(id, NodeWriter.node(node)));
    return json;
  }
}
