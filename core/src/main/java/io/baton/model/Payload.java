package io.baton.model;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A value of the application, as JSON. Nobody changes the tree. */
@JsonDeserialize(using = Payload.Reader.class)
public record Payload(@JsonValue JsonNode json) {
  public static final Payload NULL = new Payload(NullNode.getInstance());

  private static final Comparator<JsonNode> AS_VALUES =
      (a, b) -> {
        boolean same =
            (a.isNumber() && b.isNumber())
                ? a.decimalValue().compareTo(b.decimalValue()) == 0
                : a.equals(b);
        return same ? 0 : 1;
      };

  /** True for the same value, whichever way a store wrote its numbers and ordered its members. */
  public boolean sameAs(Payload other) {
    return json.equals(AS_VALUES, other.json);
  }

  @Override
  public String toString() {
    return json.toString();
  }

  /** Tells JSON's null, which is a value, from a member that is not there. */
  static final class Reader extends StdDeserializer<Payload> {
    private static final long serialVersionUID = 1L;

    Reader() {
      super(Payload.class);
    }

    @Override
    public Payload deserialize(JsonParser text, DeserializationContext context) throws IOException {
      return new Payload(context.readTree(text));
    }

    @Override
    public Payload getNullValue(DeserializationContext context) {
      return NULL;
    }

    @Override
    public @Nullable Object getAbsentValue(DeserializationContext context) {
      return null;
    }
  }
}
