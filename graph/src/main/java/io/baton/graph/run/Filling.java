package io.baton.graph.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.baton.graph.model.Expression;
import io.baton.graph.model.Template;
import io.baton.graph.run.Expressions.Compiled;
import io.baton.model.Payload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A template whose expressions were read once. */
sealed interface Filling {
  JsonNode json(Names names);

  default Payload payload(Names names) {
    return new Payload(json(names));
  }

  static Filling of(Template template) {
    return of(template.json());
  }

  private static Filling of(JsonNode json) {
    if (json.isTextual() && Expressions.isExpression(json.textValue())) {
      return new Hole(Expressions.compile(new Expression(json.textValue())));
    }
    if (json.isArray()) {
      return new Items(StreamSupport.stream(json.spliterator(), false).map(Filling::of).toList());
    }
    if (json.isObject()) {
      Map<String, Filling> members = new LinkedHashMap<>();
      json.properties().forEach(member -> members.put(member.getKey(), of(member.getValue())));
      return new Members(members);
    }
    return new Fixed(json);
  }

  /** Nothing to be filled in. */
  record Fixed(JsonNode json) implements Filling {
    @Override
    public JsonNode json(Names names) {
      return json;
    }
  }

  /** What the expression gives. */
  record Hole(Compiled expression) implements Filling {
    @Override
    public JsonNode json(Names names) {
      return expression.value(names);
    }
  }

  /** A list with something to be filled in. */
  record Items(List<Filling> items) implements Filling {
    @Override
    public JsonNode json(Names names) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode(items.size());
      items.forEach(item -> array.add(item.json(names)));
      return array;
    }
  }

  /** An object with something to be filled in. */
  record Members(Map<String, Filling> members) implements Filling {
    @Override
    public JsonNode json(Names names) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      members.forEach((name, member) -> object.set(name, member.json(names)));
      return object;
    }
  }
}
