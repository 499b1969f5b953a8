package io.baton.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Map;

/** Headers as one text, {@code [["name","text"], …]}: as a bridge to topics of records reads it. */
public final class HeadersCodec {
  private HeadersCodec() {}

  public static String write(Map<String, String> headers) {
    ArrayNode pairs = Json.STRICT_ENVELOPE.createArrayNode();
    headers.forEach((name, text) -> pairs.addArray().add(name).add(text));
    return pairs.toString();
  }
}
