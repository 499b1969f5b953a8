package io.baton.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.baton.model.Payload;
import java.lang.reflect.Type;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The one JSON configuration: limits on what comes in, no class names, dates as text. */
public final class Json {
  /** Longest text that is read at all, in characters. */
  public static final int MAX_DOCUMENT = 1_000_000;

  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxDocumentLength(4L * MAX_DOCUMENT)
          .maxNestingDepth(64)
          .maxStringLength(MAX_DOCUMENT)
          .maxNameLength(1_000)
          .maxNumberLength(100)
          .build();

  /** Strict: what is not known is refused, by name. */
  public static final JsonMapper STRICT = mapper().build();

  /** For values written earlier, perhaps by another version of the application. */
  public static final JsonMapper LENIENT =
      mapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private Json() {}

  private static JsonMapper.Builder mapper() {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(LIMITS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    return JsonMapper.builder(factory)
        .addModule(new JavaTimeModule())
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  }

  /**
   * @throws UnreadableException when {@code text} is too long, or not one JSON value
   */
  public static JsonNode tree(String text) {
    if (text.length() > MAX_DOCUMENT) {
      throw new UnreadableException(
          "text has %d characters, the limit is %d".formatted(text.length(), MAX_DOCUMENT));
    }
    try {
      JsonNode tree = STRICT.readTree(text);
      if (tree == null || tree.isMissingNode()) {
        throw new UnreadableException("text is empty");
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw unreadable(e);
    }
  }

  /** {@code value} as a payload; null becomes JSON's null. */
  public static Payload payload(@Nullable Object value) {
    return new Payload(LENIENT.valueToTree(value));
  }

  /**
   * @throws UnreadableException saying where the payload does not fit {@code type}
   */
  public static @Nullable Object value(Payload payload, Type type, ObjectMapper mapper) {
    if (type == void.class || type == Void.class) {
      return null;
    }
    try {
      JavaType java = mapper.constructType(type);
      return mapper.readerFor(java).readValue(payload.json());
    } catch (java.io.IOException e) {
      throw unreadable(e);
    }
  }

  /** Says what is wrong and, as a JSON pointer, where. */
  static UnreadableException unreadable(java.io.IOException e) {
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return new UnreadableException(
          "at " + pointer(mapping) + ": " + mapping.getOriginalMessage());
    }
    if (e instanceof JsonProcessingException json && json.getLocation() != null) {
      return new UnreadableException(
          "line %d, column %d: %s"
              .formatted(
                  json.getLocation().getLineNr(),
                  json.getLocation().getColumnNr(),
                  json.getOriginalMessage()));
    }
    return new UnreadableException(String.valueOf(e.getMessage()));
  }

  private static String pointer(JsonMappingException e) {
    return e.getPath().stream()
        .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
        .collect(Collectors.joining("/", "/", ""));
  }
}
