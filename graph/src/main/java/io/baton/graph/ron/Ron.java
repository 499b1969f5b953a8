package io.baton.graph.ron;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.wire.Json;

/** RON as text, as {@link RonValue} and as JSON. */
public final class Ron {
  /** Longest text that is read, in characters. */
  public static final int MAX = 1_000_000;

  /** How deep structs, tuples, lists, maps and options may stand in one another. */
  public static final int MAX_DEPTH = 64;

  private Ron() {}

  /**
   * @throws RonException when {@code text} is too long or not one RON value, with line and column
   */
  public static RonValue read(String text) {
    return new RonParser(text).whole();
  }

  /**
   * As {@link #read}, and a text that came as a JSON string is taken out of it first: the
   * original's services send {@code "(uuid: \"…\", …)"}.
   *
   * @throws RonException when there is no RON value in it
   * @throws IllegalArgumentException when it begins like a JSON string and is none
   */
  public static RonValue readMessage(String text) {
    return read(text.stripLeading().startsWith("\"") ? Json.tree(text).asText() : text);
  }

  /**
   * Without a blank. What stands in a text and is no character, half of a surrogate pair, becomes
   * U+FFFD, as in UTF-8.
   */
  public static String write(RonValue value) {
    return new RonWriter().with(value).toString();
  }

  /**
   * Names of structs and tuples and the wrapping of {@code Some} are dropped. {@code None} and
   * {@code ()} are null, an enum value is its name, a tuple is a list; a map is an object if all of
   * its keys are strings, and else a list of pairs.
   */
  public static JsonNode toJson(RonValue value) {
    return RonJson.toJson(value);
  }

  /** Objects become maps with strings as keys, and null becomes {@code None}. */
  public static RonValue fromJson(JsonNode json) {
    return RonJson.fromJson(json);
  }
}
