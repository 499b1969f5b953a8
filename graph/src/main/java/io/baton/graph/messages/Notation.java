package io.baton.graph.messages;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.wire.Json;

/** A way to write a tree of values down. */
public interface Notation {
  /** As the seed has it. */
  Notation JSON =
      new Notation() {
        @Override
        public JsonNode read(String text) {
          return Json.tree(text);
        }

        @Override
        public String write(JsonNode tree) {
          return tree.toString();
        }
      };

  /**
   * @throws io.baton.wire.UnreadableException saying what is wrong and where
   */
  JsonNode read(String text);

  String write(JsonNode tree);
}
