package io.baton.graph.json;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;

/** Says in a sentence what the validator of schemas found. */
final class SchemaSentences {
  private static final int LONGEST_QUOTE = 60;

  private SchemaSentences() {}

  static Problem problem(ValidationMessage message) {
    String pointer = message.getInstanceLocation().toString();
    JsonNode value = message.getInstanceNode();
    JsonPointer keyword = JsonPointer.compile(message.getSchemaLocation().getFragment().toString());
    JsonNode rule = GraphSchema.DOCUMENT.at(keyword);
    String meant = meant(keyword);
    return switch (message.getType()) {
      case "required" ->
          new Problem(
              Problem.below(pointer, message.getProperty()),
              "'%s' is missing.".formatted(message.getProperty()));
      case "additionalProperties" ->
          new Problem(
              Problem.below(pointer, message.getProperty()),
              "There is no '%s' here.".formatted(message.getProperty()));
      case "propertyNames" -> badId(pointer, message.getArguments()[0].toString());
      case "oneOf" -> new Problem(pointer, oneOf(rule));
      case "type" ->
          new Problem(
              pointer,
              "%s is not %s.".formatted(quoted(value), meant.isEmpty() ? types(rule) : meant));
      case "const" -> new Problem(pointer, "%s is not %s.".formatted(quoted(value), quoted(rule)));
      case "enum" ->
          new Problem(
              pointer,
              "%s is none of %s.".formatted(quoted(value), String.join(", ", texts(rule))));
      case "pattern" -> new Problem(pointer, "%s is not %s.".formatted(quoted(value), meant));
      case "maxLength" ->
          new Problem(
              pointer,
              "The text has %d characters, the limit is %s."
                  .formatted(value.asText().length(), rule));
      case "minimum", "maximum" ->
          new Problem(pointer, "%s is not %s.".formatted(quoted(value), range(keyword)));
      case "maxItems" ->
          new Problem(
              pointer, "There are %d elements, the limit is %s.".formatted(value.size(), rule));
      case "minProperties" -> new Problem(pointer, "There is no node.");
      default -> new Problem(pointer, "This does not fit: " + message.getError() + ".");
    };
  }

  /** Texts are described by what they are, objects by what they do. */
  private static String meant(JsonPointer keyword) {
    JsonNode rules = GraphSchema.DOCUMENT.at(keyword.head());
    return rules.path("type").asText().equals("object") ? "" : rules.path("description").asText();
  }

  private static String quoted(JsonNode value) {
    return shortened(value.isTextual() ? "'" + value.textValue() + "'" : value.toString());
  }

  private static String shortened(String text) {
    String seen = text.replaceAll("\\p{C}", "?");
    return seen.length() <= LONGEST_QUOTE ? seen : seen.substring(0, LONGEST_QUOTE) + "…";
  }

  private static Problem badId(String pointer, String id) {
    return new Problem(
        Problem.below(pointer, id),
        "'%s' is not %s."
            .formatted(
                shortened(id), GraphSchema.DOCUMENT.at("/$defs/nodeId/description").asText()));
  }

  /** Every number of the schema has both bounds. */
  private static String range(JsonPointer keyword) {
    JsonNode rules = GraphSchema.DOCUMENT.at(keyword.head());
    return "a number from %s to %s".formatted(rules.path("minimum"), rules.path("maximum"));
  }

  /** {@code [{"required":["a"]},{"required":["b"]}]}. */
  private static String oneOf(JsonNode choices) {
    List<String> members = new ArrayList<>();
    choices.forEach(choice -> members.add("'" + choice.at("/required/0").asText() + "'"));
    return "One of %s is needed, and only one.".formatted(String.join(" and ", members));
  }

  private static String types(JsonNode types) {
    List<String> names = new ArrayList<>();
    for (String type : types.isArray() ? texts(types) : List.of(types.asText())) {
      names.add(
          switch (type) {
            case "string" -> "text";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "array" -> "a list in [ ]";
            default -> "an object in { }";
          });
    }
    return String.join(" or ", names);
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
