package io.baton.graph.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.baton.wire.UnreadableException;
import org.jspecify.annotations.Nullable;

/** The members of a message, taken off one by one; what is left at the end nobody knew. */
final class Members {
  private static final int MAX_NAME = 100;
  private static final int MAX_ID = 200;

  private final ObjectNode left;
  private final String at;

  private Members(ObjectNode left, String at) {
    this.left = left;
    this.at = at;
  }

  /**
   * @throws UnreadableException when it is no object
   */
  static Members of(JsonNode tree) {
    return of(tree, "");
  }

  private static Members of(JsonNode tree, String at) {
    if (!tree.isObject()) {
      throw new UnreadableException(
          "%s: expected an object, found %s"
              .formatted(at.isEmpty() ? "the message" : "at " + at, tree.getNodeType()));
    }
    ObjectNode copy = tree.deepCopy();
    return new Members(copy, at);
  }

  boolean has(String member) {
    return left.has(member);
  }

  /** A member that is an object itself. */
  Members object(String member) {
    return of(take(member), at + "/" + member);
  }

  /** Null for one that is not there or null. */
  @Nullable JsonNode value(String member) {
    JsonNode value = left.remove(member);
    return value == null || value.isNull() ? null : value;
  }

  /** The value of a member that must be there, though it may be null. */
  JsonNode take(String member) {
    JsonNode value = left.remove(member);
    if (value == null) {
      throw new UnreadableException("at %s/%s: missing".formatted(at, member));
    }
    return value;
  }

  String text(String member) {
    return present(member, optionalText(member));
  }

  private String present(String member, @Nullable String text) {
    if (text == null) {
      throw new UnreadableException("at %s/%s: missing".formatted(at, member));
    }
    return text;
  }

  String id(String member) {
    return present(member, optionalText(member, MAX_ID));
  }

  @Nullable String optionalText(String member) {
    return optionalText(member, MAX_NAME);
  }

  private @Nullable String optionalText(String member, int max) {
    JsonNode value = value(member);
    if (value == null) {
      return null;
    }
    if (!value.isTextual()) {
      throw new UnreadableException(
          "at %s/%s: expected text, found %s".formatted(at, member, value.getNodeType()));
    }
    String text = value.textValue();
    if (text.isBlank() || text.length() > max) {
      throw new UnreadableException(
          "at %s/%s: has %d characters, allowed are 1 to %d"
              .formatted(at, member, text.length(), max));
    }
    return text;
  }

  /** The one of two names that is there, the seed's or the original's. */
  String either(String name, String alias) {
    return has(name) || !has(alias) ? name : alias;
  }

  /** What nobody has taken. */
  ObjectNode others() {
    return left;
  }
}
