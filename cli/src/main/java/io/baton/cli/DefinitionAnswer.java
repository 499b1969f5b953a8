package io.baton.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.api.MigrationPage;
import io.baton.model.DefinitionRequest;
import io.baton.model.Payload;
import io.baton.wire.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

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

  boolean refused() {
    return tree.path("status").asText().equals("REFUSED");
  }

  /** Of a migration. */
  MigrationPage page() {
    return Objects.requireNonNull(
        (MigrationPage)
            Json.value(new Payload(tree.path("result")), MigrationPage.class, Json.LENIENT));
  }

  /**
   * @return the exit code
   */
  int show() {
    String status = tree.path("status").asText();
    JsonNode result = tree.path("result");
    if (refused()) {
      System.out.println(tree.path("failure").path("type").asText() + " refused");
      result.path("problems").forEach(problem -> print("  ", problem));
      return 1;
    }
    System.out.printf(
        "%s@%d %s%n",
        result.path("workflow").asText(),
        result.path("version").asInt(),
        status.toLowerCase(Locale.ROOT).replace('_', ' '));
    result.path("warnings").forEach(warning -> print("  perhaps not meant: ", warning));
    result.path("notices").forEach(notice -> print("  unlike code: ", notice));
    return 0;
  }

  private static void print(String begin, JsonNode problem) {
    String place = problem.path("pointer").asText();
    String text = problem.path("text").asText();
    System.out.println(begin + place + (place.isEmpty() ? "" : ": ") + text);
  }
}
