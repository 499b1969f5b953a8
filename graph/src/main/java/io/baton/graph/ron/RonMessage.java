package io.baton.graph.ron;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.graph.ron.RonValue.None;
import io.baton.graph.ron.RonValue.Some;
import io.baton.graph.ron.RonValue.Struct;
import io.baton.graph.ron.RonValue.Text;
import io.baton.graph.ron.RonValue.Word;
import io.baton.wire.UnreadableException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The messages of the original as it writes them in RON: {@code
 * (uuid:"…",name:"…",version:"…",process:(service:"…",function:"…"),schema:"…",data:…)}, the ones
 * to the manager with {@code version:Some("…")} and {@code status:Success}.
 */
public final class RonMessage {
  private static final Map<String, String> STATUS =
      Map.of("success", "Success", "inprogress", "InProgress", "failure", "Failed");

  private final JsonNode tree;
  private final Map<String, RonValue> fields = new LinkedHashMap<>();

  private RonMessage(JsonNode tree) {
    this.tree = tree;
  }

  /**
   * The message as a tree, its members called as the original calls them.
   *
   * @throws UnreadableException saying what is wrong, with line and column
   */
  public static JsonNode read(String text) {
    try {
      return Ron.toJson(Ron.readMessage(text));
    } catch (RonException e) {
      throw new UnreadableException(String.valueOf(e.getMessage()));
    }
  }

  /**
   * @param tree as in JSON: with service and function or with process, with schema_version or with
   *     schema, status in either spelling
   * @throws IllegalArgumentException when a member's name is none in RON
   */
  public static String write(JsonNode tree) {
    return Ron.write(new RonMessage(tree).struct());
  }

  private Struct struct() {
    tree.properties().forEach(member -> add(member.getKey(), member.getValue()));
    return new Struct(null, fields);
  }

  private void add(String name, JsonNode value) {
    switch (name) {
      case "service", "function" -> fields.putIfAbsent("process", process(tree));
      case "process" -> fields.put(name, process(value));
      case "schema_version", "schema" -> fields.put("schema", new Text(value.asText()));
      case "status" ->
          fields.put(name, new Word(STATUS.getOrDefault(value.asText(), value.asText())));
      case "version" -> fields.put(name, version(value));
      default -> fields.put(name, Ron.fromJson(value));
    }
  }

  private static Struct process(JsonNode json) {
    Map<String, RonValue> fields = new LinkedHashMap<>();
    fields.put("service", new Text(json.path("service").asText()));
    fields.put("function", new Text(json.path("function").asText()));
    return new Struct(null, fields);
  }

  /** It may be missing to the manager, and nowhere else. */
  private RonValue version(JsonNode version) {
    if (!tree.has("status")) {
      return new Text(version.asText());
    }
    return version.isNull() ? new None() : new Some(new Text(version.asText()));
  }
}
