package io.baton.graph.json;

import io.baton.api.OnLoss;
import io.baton.graph.model.Edge;
import io.baton.graph.model.Expression;
import io.baton.graph.model.Join;
import io.baton.graph.model.Node;
import io.baton.graph.model.UndoCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes nodes; each method of a kind reads what only that kind has. */
final class NodeReader {
  private final ValueReader values;
  private final GraphReader graphs;

  NodeReader(ValueReader values, GraphReader graphs) {
    this.values = values;
    this.graphs = graphs;
  }

  Node node(String id, Place node) {
    Node.Common common = common(id, node);
    return switch (node.member("kind").text()) {
      case "activity" ->
          new Node.Activity(
              common, node.member("activity").text(), GraphReader.templates(node.member("args")));
      case "task" -> task(common, node);
      case "signal" -> new Node.Signal(common, node.member("signal").text());
      case "sleep" -> sleep(common, node);
      case "child" ->
          new Node.Child(
              common, node.member("workflow").text(), GraphReader.template(node.member("input")));
      case "all" ->
          new Node.All(
              common,
              graphs.body(node.member("nodes")),
              GraphReader.template(node.member("result")));
      case "race" -> new Node.Race(common, graphs.body(node.member("nodes")));
      case "any" ->
          new Node.Any(
              common,
              ValueReader.choice(node.member("onLoss"), OnLoss.UNDO, OnLoss.values()),
              graphs.body(node.member("nodes")));
      case "forEach" -> forEach(common, node);
      case "saga" -> saga(common, node);
      case "loop" -> loop(common, node);
      default -> output(common, node); // And what the schema does not know: it stands for nothing.
    };
  }

  private Node.Common common(String id, Place node) {
    return new Node.Common(
        id,
        node.member("label").textOrNull(),
        node.member("after").elements().stream().map(NodeReader::edge).toList(),
        ValueReader.choice(node.member("join"), Join.ALL, Join.values()),
        ValueReader.expression(node.member("when")),
        values.retries(node.member("retry")),
        values.timeout(node.member("timeout")),
        undo(node.member("undo")),
        node.member("undoWhenUnknown").truthOrNull(),
        node.member("allowFailure").json().asBoolean(),
        node.member("layout").jsonOrNull());
  }

  private static Edge edge(Place edge) {
    if (edge.json().isTextual()) {
      return Edge.after(edge.text());
    }
    return new Edge(
        edge.member("node").text(),
        ValueReader.choice(edge.member("on"), Edge.On.SUCCESS, Edge.On.values()),
        ValueReader.expression(edge.member("when")));
  }

  private @Nullable List<UndoCall> undo(Place undo) {
    return undo.isThere() ? undo.elements().stream().map(values::undo).toList() : null;
  }

  private Node task(Node.Common common, Place node) {
    return new Node.Task(
        common,
        values.task(node),
        GraphReader.template(node.member("data")),
        node.member("maxProgress").integerOrNull(),
        node.member("resend").json().asBoolean());
  }

  private Node sleep(Node.Common common, Place node) {
    values.time(node.member("duration"));
    values.time(node.member("until"));
    return new Node.Sleep(
        common,
        GraphReader.template(node.member("duration")),
        GraphReader.template(node.member("until")));
  }

  private static Node output(Node.Common common, Place node) {
    return new Node.Output(
        common,
        node.member("topic").text(),
        GraphReader.template(node.member("key")),
        GraphReader.template(node.member("value")));
  }

  private Node forEach(Node.Common common, Place node) {
    return new Node.ForEach(
        common,
        new Expression(node.member("items").text()),
        node.member("parallel").integerOrNull(),
        graphs.body(node.member("nodes")),
        GraphReader.template(node.member("result")));
  }

  private Node saga(Node.Common common, Place node) {
    return new Node.Saga(
        common,
        graphs.undoRule(node.member("undoRule")),
        graphs.body(node.member("nodes")),
        GraphReader.template(node.member("result")));
  }

  private Node loop(Node.Common common, Place node) {
    return new Node.Loop(
        common,
        new Expression(node.member("until").text()),
        node.member("maxRounds").json().asInt(1),
        graphs.body(node.member("nodes")),
        GraphReader.template(node.member("result")));
  }
}
