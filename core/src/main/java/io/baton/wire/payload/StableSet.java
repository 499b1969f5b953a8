package io.baton.wire.payload;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes the elements of a set in the order of their JSON. The order of {@code Set.of} differs from
 * one JVM to the next, and a replay would take the same argument for another.
 */
final class StableSet extends StdSerializer<Object> implements ContextualSerializer {
  private static final long serialVersionUID = 1L;

  private static final Comparator<JsonNode> NUMBERS_THEN_TEXTS =
      Comparator.comparing((JsonNode node) -> !node.isNumber())
          .thenComparing(
              (a, b) ->
                  a.isNumber() && b.isNumber()
                      ? a.decimalValue().compareTo(b.decimalValue())
                      : a.toString().compareTo(b.toString()));

  private final transient JsonSerializer<Object> elements;

  @SuppressWarnings("unchecked") // It is asked to write the sets that Jackson chose it for.
  StableSet(JsonSerializer<?> elements) {
    super(Object.class);
    this.elements = (JsonSerializer<Object>) elements;
  }

  @Override
  public JsonSerializer<?> createContextual(
      SerializerProvider provider, @Nullable BeanProperty property) throws JsonMappingException {
    return new StableSet(provider.handleSecondaryContextualization(elements, property));
  }

  @Override
  public boolean isEmpty(SerializerProvider provider, Object value) {
    return elements.isEmpty(provider, value);
  }

  @Override
  public void serialize(Object value, JsonGenerator text, SerializerProvider provider)
      throws IOException {
    if (value instanceof SortedSet || value instanceof LinkedHashSet) {
      elements.serialize(value, text, provider); // These have an order of their own.
      return;
    }
    text.writeStartArray();
    for (JsonNode element : sorted(value, text, provider)) {
      provider.defaultSerializeValue(element, text);
    }
    text.writeEndArray();
  }

  private List<JsonNode> sorted(Object value, JsonGenerator text, SerializerProvider provider)
      throws IOException {
    List<JsonNode> sorted = new ArrayList<>();
    try (TokenBuffer buffer = new TokenBuffer(text.getCodec(), false)) {
      elements.serialize(value, buffer, provider);
      try (JsonParser written = buffer.asParser(text.getCodec())) {
        JsonNode array = written.readValueAsTree();
        array.forEach(sorted::add);
      }
    }
    sorted.sort(NUMBERS_THEN_TEXTS);
    return sorted;
  }
}
