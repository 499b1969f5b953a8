package io.baton.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.util.Map;
import java.util.TreeMap;

/** Names with texts, as a JSON object; the same text for the same map. */
public final class FlatJson {
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private FlatJson() {}

  public static String write(Map<String, String> texts) {
    try {
      return Json.STRICT.writeValueAsString(new TreeMap<>(texts));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts that are no JSON", e);
    }
  }

  /**
   * @throws UnreadableException when it is no object of texts
   */
  public static Map<String, String> read(String json) {
    try {
      return Json.STRICT.readValue(json, TEXTS);
    } catch (JsonProcessingException e) {
      throw new UnreadableException("expected an object of texts: " + e.getOriginalMessage());
    }
  }
}
