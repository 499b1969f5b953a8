package io.baton.graph.intake;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.baton.graph.json.BadGraphException;
import io.baton.graph.json.Problem;
import io.baton.graph.ron.Ron;
import io.baton.graph.ron.RonException;
import io.baton.wire.Json;
import java.util.List;
import java.util.regex.Pattern;

/** JSON or RON, told apart by how the text begins. */
final class Notation {
  private static final Pattern JSON = Pattern.compile("\\s*[{\\[]\\s*[\"{}\\[\\]]");

  private Notation() {}

  /**
   * The one value of {@code text}, or of the text in it when it is a JSON string.
   *
   * @throws BadGraphException when it is neither JSON nor RON, with line and column
   */
  static JsonNode read(String text) {
    String inner = text.stripLeading().startsWith("\"") ? json(text).asText() : text;
    if (!JSON.matcher(inner).lookingAt()) {
      return ron(inner);
    }
    try {
      return json(inner);
    } catch (BadGraphException noJson) {
      try {
        return Ron.toJson(Ron.read(inner)); // A comma or comment too many for JSON.
      } catch (RonException noRon) {
        noJson.addSuppressed(noRon);
        throw noJson;
      }
    }
  }

  private static JsonNode json(String text) {
    if (text.length() > Workflows.MAX) {
      throw bad(
          "The text has %d characters, the limit is %d.".formatted(text.length(), Workflows.MAX));
    }
    try {
      return Json.STRICT.readTree(text);
    } catch (JsonProcessingException e) {
      throw bad("The text is not JSON: %s%s.".formatted(place(e), e.getOriginalMessage()));
    }
  }

  /** What is too deep has no place. */
  private static String place(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null ? "" : "line %d, column %d: ".formatted(at.getLineNr(), at.getColumnNr());
  }

  private static JsonNode ron(String text) {
    try {
      return Ron.toJson(Ron.read(text));
    } catch (RonException e) {
      throw bad("The text is not RON: " + e.getMessage() + ".");
    }
  }

  private static BadGraphException bad(String text) {
    return new BadGraphException(List.of(new Problem("", text)), null);
  }
}
