package io.baton.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * An answer that came before its ref was opened: it waits among the signals, under a name that no
 * ref's signal shares by accident.
 *
 * @param value what the answer is, or what is said of the failure
 */
public record KeptAnswer(Payload value, @Nullable Failure failure) {
  private static final String PREFIX = "answer:";

  /** The signal as which answers to refs of this name wait. */
  public static String signal(String name) {
    return PREFIX + name;
  }

  /** What such a signal carries. */
  public Payload asSignal() {
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    kept.set("value", value.json());
    if (failure != null) {
      kept.put("category", failure.category().name());
      kept.put("type", failure.type());
      kept.put("message", failure.message());
    }
    return new Payload(kept);
  }

  /** Somebody may have sent such a signal by hand; then its value is the answer. */
  public static KeptAnswer of(Payload signal) {
    JsonNode kept = signal.json();
    if (!kept.isObject() || !kept.has("value")) {
      return new KeptAnswer(signal, null);
    }
    Payload value = new Payload(kept.get("value"));
    return kept.has("message")
        ? new KeptAnswer(
            value,
            new Failure(category(kept), kept.path("type").asText(), kept.get("message").asText()))
        : new KeptAnswer(value, null);
  }

  private static Failure.Category category(JsonNode kept) {
    String name = kept.path("category").asText();
    for (Failure.Category category : Failure.Category.values()) {
      if (category.name().equals(name)) {
        return category;
      }
    }
    return Failure.Category.BUSINESS;
  }
}
