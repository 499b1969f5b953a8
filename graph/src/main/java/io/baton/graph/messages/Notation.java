package io.baton.graph.messages;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.graph.ron.RonMessage;
import io.baton.wire.Json;

/** A way to write a tree of values down. */
public enum Notation {
  /** As the seed has it. */
  JSON {
    @Override
    public JsonNode read(String text) {
      return Json.tree(text);
    }

    @Override
    public String write(JsonNode tree) {
      return tree.toString();
    }
  },

  /** As the original has it, under its names of the members. */
  RON {
    @Override
    public JsonNode read(String text) {
      return RonMessage.read(text);
    }

    @Override
    public String write(JsonNode tree) {
      return RonMessage.write(tree);
    }
  };

  /**
   * Reads a message in either of them, told apart by how it begins: JSON has a brace; all else is
   * RON. Either may stand in a JSON string, as the original's services send it.
   *
   * @throws io.baton.wire.UnreadableException saying what is wrong and where
   */
  public static JsonNode readEither(String text) {
    String inner = text.stripLeading().startsWith("\"") ? Json.tree(text).asText() : text;
    return (inner.stripLeading().startsWith("{") ? JSON : RON).read(inner);
  }

  /**
   * @throws io.baton.wire.UnreadableException saying what is wrong and where
   */
  public abstract JsonNode read(String text);

  public abstract String write(JsonNode tree);
}
