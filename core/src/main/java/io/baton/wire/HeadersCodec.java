package io.baton.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Headers as one text, {@code [["name","text"], …]}: as a bridge to topics of records reads it. */
public final class HeadersCodec {
  private HeadersCodec() {}

  /**
   * The last of each name, as Kafka's clients have it. One without a text is passed over.
   *
   * @throws UnreadableException when it is something else
   */
  public static Map<String, String> read(String text) {
    Map<String, String> headers = new LinkedHashMap<>();
    JsonNode pairs = Json.tree(text);
    if (!pairs.isArray()) {
      throw new UnreadableException("headers must be [[name, text], …]");
    }
    for (JsonNode pair : pairs) {
      String name = pair.path(0).textValue();
      String told = pair.path(1).textValue();
      if (pair.size() != 2 || name == null || (told == null && !pair.path(1).isNull())) {
        throw new UnreadableException("headers must be [[name, text], …]");
      }
      if (told != null) {
        headers.put(name, told);
      }
    }
    return headers;
  }

  public static String write(Map<String, String> headers) {
    ArrayNode pairs = Json.STRICT_ENVELOPE.createArrayNode();
    headers.forEach((name, text) -> pairs.addArray().add(name).add(text));
    return pairs.toString();
  }
}
