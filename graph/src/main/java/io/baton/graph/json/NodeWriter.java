package io.baton.graph.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.baton.api.OnLoss;
import io.baton.graph.model.Join;
import io.baton.graph.model.Node;

/** Writes nodes: what every one has, and in between what only its kind has. */
final class NodeWriter {
  private NodeWriter() {}

  static ObjectNode node(Node node) {
    ObjectNode json = GraphWriter.object().put("kind", node.kind());
    order(json, node.common());
    if (node instanceof Node.Activity n) {
      json.put("activity", n.activity());
      if (!n.args().isEmpty()) {
        ValueWriter.templates(json, "args", n.args());
      }
    } else if (node instanceof Node.Task n) {
      task(json, n);
    } else if (node instanceof Node.Signal n) {
      json.put("signal", n.signal());
    } else if (node instanceof Node.Sleep n) {
      ValueWriter.template(json, "duration", n.duration());
      ValueWriter.template(json, "until", n.until());
    } else if (node instanceof Node.Child n) {
      json.put("workflow", n.workflow());
      ValueWriter.template(json, "input", n.input());
    } else if (node instanceof Node.Output n) {
      json.put("topic", n.topic());
      ValueWriter.template(json, "key", n.key());
      ValueWriter.template(json, "value", n.value());
    } else {
      container(json, node);
    }
    failure(json, node.common());
    return json;
  }

  private static void order(ObjectNode json, Node.Common common) {
    ValueWriter.text(json, "label", common.label());
    if (!common.after().isEmpty()) {
      ArrayNode after = json.putArray("after");
      common.after().forEach(edge -> after.add(ValueWriter.edge(edge)));
    }
    if (common.join() != Join.ALL) {
      json.put("join", common.join().name());
    }
    if (common.when() != null) {
      json.put("when", common.when().text());
    }
  }

  private static void task(ObjectNode json, Node.Task task) {
    ValueWriter.task(json, task.task());
    ValueWriter.template(json, "data", task.data());
    ValueWriter.integer(json, "maxProgress", task.maxProgress());
    if (task.resend()) {
      json.put("resend", true);
    }
  }

  private static void container(ObjectNode json, Node node) {
    if (node instanceof Node.All n) {
      json.set("nodes", GraphWriter.body(n.body()));
      ValueWriter.template(json, "result", n.result());
    } else if (node instanceof Node.Race n) {
      json.set("nodes", GraphWriter.body(n.body()));
    } else if (node instanceof Node.Any n) {
      if (n.onLoss() != OnLoss.UNDO) {
        json.put("onLoss", n.onLoss().name());
      }
      json.set("nodes", GraphWriter.body(n.body()));
    } else if (node instanceof Node.ForEach n) {
      json.put("items", n.items().text());
      ValueWriter.integer(json, "parallel", n.parallel());
      json.set("nodes", GraphWriter.body(n.body()));
      ValueWriter.template(json, "result", n.result());
    } else if (node instanceof Node.Saga n) {
      GraphWriter.undoRule(json, "undoRule", n.undo());
      json.set("nodes", GraphWriter.body(n.body()));
      ValueWriter.template(json, "result", n.result());
    } else if (node instanceof Node.Loop n) {
      json.put("until", n.until().text()).put("maxRounds", n.maxRounds());
      json.set("nodes", GraphWriter.body(n.body()));
      ValueWriter.template(json, "result", n.result());
    }
  }

  private static void failure(ObjectNode json, Node.Common common) {
    ValueWriter.retries(json, common.retry());
    ValueWriter.timeout(json, common.timeout());
    if (common.undo() != null) {
      ArrayNode undo = json.putArray("undo");
      common.undo().forEach(call -> undo.add(ValueWriter.undo(call)));
    }
    if (common.undoWhenUnknown() != null) {
      json.put("undoWhenUnknown", common.undoWhenUnknown());
    }
    if (common.allowFailure()) {
      json.put("allowFailure", true);
    }
    ValueWriter.layout(json, common.layout());
  }
}
