package io.baton.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.baton.model.Payload;
import io.baton.wire.payload.PayloadModule;
import io.baton.wire.payload.PayloadTypes;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The one JSON configuration: limits on what comes in, no class names, dates as text. */
public final class Json {
  /** Longest text that is read at all, in characters. */
  public static final int MAX_DOCUMENT = 1_000_000;

  private static final int MAX_DEPTH = 64;

  /** Strict: what is not known is refused, by name. */
  public static final JsonMapper STRICT = strict(PayloadModule.on(mapper(MAX_DEPTH))).build();

  /** For values written earlier, perhaps by another version of the application. */
  public static final JsonMapper LENIENT = lenient(PayloadModule.on(mapper(MAX_DEPTH))).build();

  /** For our own text around such values: every value that was let in fits into it. */
  static final JsonMapper STRICT_ENVELOPE = strict(mapper(MAX_DEPTH + 16)).build();

  static final JsonMapper LENIENT_ENVELOPE = lenient(mapper(MAX_DEPTH + 16)).build();

  private Json() {}

  private static JsonFactory factory(int maxDepth) {
    StreamReadConstraints limits =
        StreamReadConstraints.builder()
            .maxNestingDepth(maxDepth)
            .maxStringLength(MAX_DOCUMENT)
            .maxNameLength(1_000)
            .maxNumberLength(100)
            .build();
    return JsonFactory.builder()
        .streamReadConstraints(limits)
        .streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(maxDepth).build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  private static JsonMapper.Builder strict(JsonMapper.Builder mapper) {
    return mapper
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
  }

  private static JsonMapper.Builder lenient(JsonMapper.Builder mapper) {
    return mapper.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }

  private static JsonMapper.Builder mapper(int maxDepth) {
    return JsonMapper.builder(factory(maxDepth))
        // 1.10 stays 1.10: money is a number with a scale.
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
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
    return tree(text, STRICT, MAX_DOCUMENT);
  }

  static JsonNode tree(String text, JsonMapper mapper, int max) {
    if (text.length() > max) {
      throw new UnreadableException(
          "text has %d characters, the limit is %d".formatted(text.length(), max));
    }
    try {
      JsonNode tree = mapper.readTree(text);
      if (tree == null || tree.isMissingNode()) {
        throw new UnreadableException("text is empty");
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw unreadable(e);
    }
  }

  /**
   * {@code value} as the journal will have it; null becomes JSON's null.
   *
   * @throws IllegalArgumentException when it is no JSON, too large or too deep
   */
  public static Payload payload(@Nullable Object value) {
    if (value == null) {
      return Payload.NULL;
    }
    if (value instanceof Integer number) {
      return new Payload(IntNode.valueOf(number));
    }
    if (value instanceof String text && text.length() < MAX_DOCUMENT / 6) {
      return new Payload(TextNode.valueOf(text)); // However it is escaped, it is not too long.
    }
    try {
      LimitedText text = new LimitedText(MAX_DOCUMENT);
      LENIENT.writeValue(text, value);
      return new Payload(tree(text.toString()));
    } catch (IOException e) {
      throw e.getCause() instanceof UnreadableException tooLong ? tooLong : unreadable(e);
    }
  }

  /** What is wrong with a type whose values are to become payloads. */
  public static PayloadTypes check(Type type) {
    return new PayloadTypes(LENIENT).check(type);
  }

  /**
   * @throws UnreadableException saying where the payload does not fit {@code type}
   */
  public static @Nullable Object value(Payload payload, Type type, ObjectMapper mapper) {
    if (type == void.class || type == Void.class) {
      return null;
    }
    if (type == String.class && payload.json().isTextual()) {
      return payload.json().textValue();
    }
    if ((type == Integer.class || type == int.class) && payload.json().isInt()) {
      return payload.json().intValue();
    }
    try {
      JavaType java = mapper.constructType(type);
      return mapper.readerFor(java).readValue(payload.json());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Says what is wrong and, as a JSON pointer, where. */
  static UnreadableException unreadable(IOException e) {
    if (e instanceof JsonMappingException mapping && hasNoBetterPlaceThanItsPath(mapping)) {
      return new UnreadableException("at " + pointer(mapping) + ": " + text(mapping));
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

  /** Not to be had by a default: 0 is a value, and nobody chose it. */
  private static String text(JsonMappingException e) {
    return e instanceof MismatchedInputException wrong
            && wrong.getTargetType() != null
            && wrong.getTargetType().isPrimitive()
            && String.valueOf(e.getMessage()).startsWith("Cannot map `null`")
        ? "missing or null, and %s cannot be; if the member is newer than the value, raise its class's @PayloadSchema and give it in an @Upcaster"
            .formatted(wrong.getTargetType())
        : e.getOriginalMessage();
  }

  /** What was read as a tree before has no lines. */
  private static boolean hasNoBetterPlaceThanItsPath(JsonMappingException e) {
    return !e.getPath().isEmpty() || e.getLocation() == null || e.getLocation().getLineNr() < 1;
  }

  private static String pointer(JsonMappingException e) {
    return e.getPath().stream()
        .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
        .collect(Collectors.joining("/", "/", ""));
  }
}
