package io.baton.graph.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.regex.RegularExpression;
import io.baton.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The published JSON Schema of {@code baton-graph/1}, applied. */
final class GraphSchema {
  static final JsonNode DOCUMENT = document();

  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(VersionFlag.V202012)
          .getSchema(
              DOCUMENT,
              SchemaValidatorsConfig.builder()
                  .pathType(PathType.JSON_POINTER)
                  .locale(Locale.ROOT)
                  // All of a text, so that no line break hides behind its end.
                  .regularExpressionFactory(GraphSchema::expression)
                  .build());

  private GraphSchema() {}

  private static JsonNode document() {
    try (InputStream file = GraphSchema.class.getResourceAsStream("baton-graph-1.schema.json")) {
      return Json.STRICT.readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RegularExpression expression(String regex) {
    return Pattern.compile(regex).asMatchPredicate()::test;
  }

  static List<Problem> problems(JsonNode graph) {
    return SCHEMA.validate(graph).stream()
        .filter(message -> !isPartOfAnother(message))
        .map(SchemaSentences::problem)
        .distinct()
        .limit(BadGraphException.MOST)
        .toList();
  }

  /** What each alternative of a choice lacks is told by the choice. */
  private static boolean isPartOfAnother(ValidationMessage message) {
    return message.getEvaluationPath().toString().contains("/oneOf/");
  }
}
