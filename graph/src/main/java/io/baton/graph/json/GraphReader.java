package io.baton.graph.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.api.UndoOrder;
import io.baton.graph.model.Body;
import io.baton.graph.model.Graph;
import io.baton.graph.model.Graph.Concurrency;
import io.baton.graph.model.Graph.Defaults;
import io.baton.graph.model.Graph.WhenFull;
import io.baton.graph.model.GraphVersion;
import io.baton.graph.model.Node;
import io.baton.graph.model.Template;
import io.baton.graph.model.UndoRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a graph of a text's tree, and tells what the schema cannot see. */
final class GraphReader {
  private final ValueReader values = new ValueReader();
  private final NodeReader nodes = new NodeReader(values, this);

  List<Problem> problems() {
    return values.problems();
  }

  Graph graph(JsonNode tree) {
    Place graph = new Place(tree, "");
    return new Graph(
        graph.member("name").text(),
        values.made(graph.member("version"), GraphVersion::new, new GraphVersion("1")),
        graph.member("description").textOrNull(),
        defaults(graph.member("defaults")),
        undoRule(graph.member("undo")),
        concurrency(graph.member("concurrency")),
        values.retries(graph.member("retryCase")),
        graph.member("chain").json().asInt(1),
        body(graph.member("nodes")),
        template(graph.member("result")),
        graph.member("layout").jsonOrNull());
  }

  private Defaults defaults(Place defaults) {
    return new Defaults(
        values.retries(defaults.member("retry")),
        values.timeout(defaults.member("timeout")),
        defaults.member("undoWhenUnknown").json().asBoolean());
  }

  UndoRule undoRule(Place rule) {
    return new UndoRule(
        ValueReader.choice(rule.member("order"), UndoRule.ORDINARY.order(), UndoOrder.values()),
        ValueReader.choice(
            rule.member("scope"), UndoRule.ORDINARY.scope(), UndoRule.Scope.values()));
  }

  private static @Nullable Concurrency concurrency(Place concurrency) {
    return concurrency.isThere()
        ? new Concurrency(
            concurrency.member("limit").json().asInt(1),
            ValueReader.choice(concurrency.member("whenFull"), WhenFull.QUEUE, WhenFull.values()))
        : null;
  }

  Body body(Place body) {
    Map<String, Node> byId = new LinkedHashMap<>();
    body.members().forEach((id, node) -> byId.put(id, nodes.node(id, node)));
    return new Body(byId);
  }

  static @Nullable Template template(Place value) {
    return value.isThere() ? new Template(value.json()) : null;
  }

  static List<Template> templates(Place values) {
    return values.elements().stream().map(value -> new Template(value.json())).toList();
  }
}
