package io.baton.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.model.DefinitionRequest;
import io.baton.wire.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/** What a server says to a wish about workflows as data. */
record DefinitionAnswer(JsonNode tree) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  static DefinitionAnswer to(DefinitionRequest wish) throws IOException {
    return Refusal.unlessUp()
        .commandDoor()
        .definition(wish, PATIENCE)
        .map(text -> new DefinitionAnswer(Json.tree(text)))
        .orElseThrow(() -> new Refusal("no answer within " + PATIENCE.toSeconds() + " s"));
  }

  /**
   * @return the exit code
   */
  int show() {
    String status = tree.path("status").asText();
    JsonNode result = tree.path("result");
    if (status.equals("REFUSED")) {
      System.out.println(tree.path("failure").path("type").asText() + " refused");
      for (JsonNode problem : result.path("problems")) {
        String place = problem.path("pointer").asText();
        System.out.println("  " + place + (place.isEmpty() ? "" : ": ") + text(problem));
      }
      return 1;
    }
    System.out.printf(
        "%s@%d %s%n",
        result.path("workflow").asText(),
        result.path("version").asInt(),
        status.toLowerCase(Locale.ROOT).replace('_', ' '));
    return 0;
  }

  private static String text(JsonNode problem) {
    return problem.path("text").asText();
  }
}
