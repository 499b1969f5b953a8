package io.baton.wire.payload;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TreeTraversingParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Leads a value to the schema that is known before it is read. */
final class SchemaReader extends DelegatingDeserializer {
  private static final long serialVersionUID = 1L;

  private final transient Schema schema;

  SchemaReader(Schema schema, JsonDeserializer<?> of) {
    super(of);
    this.schema = schema;
  }

  @Override
  protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> of) {
    return new SchemaReader(schema, of);
  }

  @Override
  public @Nullable Object deserialize(JsonParser text, DeserializationContext context)
      throws IOException {
    JsonNode value = context.readTree(text);
    JsonNode latest = value instanceof ObjectNode object ? latest(object, text) : value;
    try (JsonParser parser = new TreeTraversingParser(latest, text.getCodec())) {
      parser.nextToken();
      return _delegatee.deserialize(parser, context);
    }
  }

  private ObjectNode latest(ObjectNode value, JsonParser text) throws JsonMappingException {
    try {
      return schema.latest(value);
    } catch (IllegalArgumentException e) {
      throw JsonMappingException.from(text, e.getMessage(), e);
    }
  }
}
