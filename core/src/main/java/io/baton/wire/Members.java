package io.baton.wire;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of an object of a configuration one by one, remembers what is wrong with each,
 * and tells it all at the {@link #end}.
 */
public final class Members {
  private static final int MAX_TEXT = 1_000;

  private final JsonNode object;
  private final Set<String> known = new HashSet<>();
  private final List<String> wrong = new ArrayList<>();

  public Members(JsonNode object) {
    this.object = object;
    if (!object.isObject()) {
      wrong.add("expected an object, found " + object.getNodeType());
    }
  }

  /** What is wrong with a member in a way that only its user knows. */
  public void wrong(String member, String why) {
    wrong.add("/" + member + ": " + why);
  }

  /** Empty when it is not there. */
  public Optional<String> text(String member) {
    Optional<JsonNode> value = value(member);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    String text = value.get().textValue();
    if (text == null || text.isBlank() || text.length() > MAX_TEXT) {
      wrong(member, "expected a text of 1 to %d characters".formatted(MAX_TEXT));
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /** Some text also when there is none: then {@link #end} throws. */
  public String needed(String member) {
    if (!object.has(member)) {
      wrong(member, "missing");
    }
    return text(member).orElse("?");
  }

  /** Where in a record a value is: {@code key}, or a JSON pointer. */
  public Optional<Spot> spot(String member) {
    return text(member).flatMap(text -> spot(member, text));
  }

  private Optional<Spot> spot(String member, String text) {
    if (text.equals("key")) {
      return Optional.of(new Spot(null));
    }
    if (!text.startsWith("/")) {
      wrong(member, "expected key, or a JSON pointer that begins with /, found '" + text + "'");
      return Optional.empty();
    }
    return Optional.of(new Spot(JsonPointer.compile(text)));
  }

  /** 1 s to 3,650 days, as {@code PT24H}. */
  public Duration duration(String member, Duration otherwise) {
    return text(member).map(text -> duration(member, text, otherwise)).orElse(otherwise);
  }

  private Duration duration(String member, String text, Duration otherwise) {
    try {
      Duration read = Duration.parse(text);
      if (read.compareTo(Duration.ofSeconds(1)) >= 0
          && read.compareTo(Duration.ofDays(3_650)) <= 0) {
        return read;
      }
    } catch (DateTimeParseException e) {
      // Told below.
    }
    wrong(member, "expected a duration of PT1S to P3650D such as PT24H, found '" + text + "'");
    return otherwise;
  }

  public boolean flag(String member, boolean otherwise) {
    Optional<JsonNode> value = value(member);
    if (value.isPresent() && !value.get().isBoolean()) {
      wrong(member, "expected true or false, found " + value.get());
    }
    return value.map(JsonNode::booleanValue).orElse(otherwise);
  }

  /** Null when it is not there. */
  public @Nullable Integer number(String member, int least, int most) {
    Optional<JsonNode> value = value(member);
    if (value.isEmpty()) {
      return null;
    }
    int number = value.get().isInt() ? value.get().intValue() : least - 1;
    if (number < least || number > most) {
      wrong(member, "expected a number from %d to %d".formatted(least, most));
      return null;
    }
    return number;
  }

  /** The member as it is; empty when it is not there. */
  public Optional<JsonNode> value(String member) {
    known.add(member);
    return Optional.ofNullable(object.get(member));
  }

  /**
   * @throws UnreadableException when anything was wrong, or there are members that nobody read
   */
  public void end() {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                wrong(name, "unknown; known are " + known.stream().sorted().toList());
              }
            });
    if (!wrong.isEmpty()) {
      throw new UnreadableException(String.join("\n", wrong));
    }
  }

  /**
   * Where in a record a value is.
   *
   * @param pointer null for the key
   */
  public record Spot(@Nullable JsonPointer pointer) {
    /**
     * @throws UnreadableException when the record has none there
     */
    public JsonNode in(@Nullable String key, JsonNode value) {
      if (pointer == null) {
        if (key == null) {
          throw new UnreadableException("the record has no key");
        }
        return TextNode.valueOf(key);
      }
      JsonNode found = value.at(pointer);
      if (found.isMissingNode() || found.isNull()) {
        throw new UnreadableException("at " + pointer + ": missing");
      }
      return found;
    }

    /**
     * @throws UnreadableException when the record has no text or number there
     */
    public String text(@Nullable String key, JsonNode value) {
      JsonNode found = in(key, value);
      if (!found.isTextual() && !found.isNumber()) {
        throw new UnreadableException(
            "at " + pointer + ": expected a text, found " + found.getNodeType());
      }
      return found.asText();
    }
  }
}
