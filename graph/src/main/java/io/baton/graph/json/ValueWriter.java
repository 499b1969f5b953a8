package io.baton.graph.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.baton.graph.model.Duration8601;
import io.baton.graph.model.Edge;
import io.baton.graph.model.Retries;
import io.baton.graph.model.TaskName;
import io.baton.graph.model.Template;
import io.baton.graph.model.UndoCall;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what nodes are described with; what is null is not written. */
final class ValueWriter {
  private ValueWriter() {}

  static void text(ObjectNode json, String member, @Nullable String text) {
    if (text != null) {
      json.put(member, text);
    }
  }

  static void template(ObjectNode json, String member, @Nullable Template template) {
    if (template != null) {
      json.set(member, template.json());
    }
  }

  static void layout(ObjectNode json, @Nullable JsonNode layout) {
    if (layout != null) {
      json.set("layout", layout);
    }
  }

  static void templates(ObjectNode json, String member, List<Template> templates) {
    ArrayNode list = json.putArray(member);
    templates.forEach(template -> list.add(template.json()));
  }

  static void integer(ObjectNode json, String member, @Nullable Integer number) {
    if (number != null) {
      json.put(member, number);
    }
  }

  /** 2, and not 2.0: as people write it. */
  private static void number(ObjectNode json, String member, @Nullable Double number) {
    if (number != null && number == Math.rint(number) && Math.abs(number) < Integer.MAX_VALUE) {
      json.put(member, number.intValue());
    } else if (number != null) {
      json.put(member, new BigDecimal(number.toString()));
    }
  }

  private static void duration(ObjectNode json, String member, @Nullable Duration8601 duration) {
    text(json, member, duration == null ? null : duration.text());
  }

  static void timeout(ObjectNode json, @Nullable Duration8601 timeout) {
    duration(json, "timeout", timeout);
  }

  static void retries(ObjectNode json, @Nullable Retries retries) {
    retries(json, "retry", retries);
  }

  static void retries(ObjectNode json, String member, @Nullable Retries retries) {
    if (retries == null) {
      return;
    }
    ObjectNode written = json.putObject(member);
    integer(written, "attempts", retries.attempts());
    duration(written, "delay", retries.delay());
    number(written, "factor", retries.factor());
    duration(written, "maxDelay", retries.maxDelay());
    number(written, "jitter", retries.jitter());
    text(written, "then", retries.then() == null ? null : retries.then().name());
  }

  static JsonNode edge(Edge edge) {
    if (edge.isPlain()) {
      return TextNode.valueOf(edge.node());
    }
    ObjectNode json = GraphWriter.object().put("node", edge.node());
    if (edge.on() != Edge.On.SUCCESS) {
      json.put("on", edge.on().name());
    }
    text(json, "when", edge.when() == null ? null : edge.when().text());
    return json;
  }

  static void task(ObjectNode json, TaskName task) {
    json.put("service", task.service()).put("function", task.function());
    text(json, "destination", task.destination());
    text(json, "group", task.group());
  }

  static JsonNode undo(UndoCall call) {
    if (call.activity() != null && call.args() == null && call.retry() == null) {
      return TextNode.valueOf(call.activity());
    }
    ObjectNode json = GraphWriter.object();
    if (call.task() != null) {
      task(json, call.task());
      template(json, "data", call.args() == null ? null : call.args().get(0));
    } else {
      text(json, "activity", call.activity());
      if (call.args() != null) {
        templates(json, "args", call.args());
      }
    }
    retries(json, call.retry());
    return json;
  }
}
