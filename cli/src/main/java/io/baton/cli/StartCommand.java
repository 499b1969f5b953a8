package io.baton.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a case by a message and shows how it ends. */
@Command(name = "start", description = "Start a case and wait for its end.")
final class StartCommand implements Callable<Integer> {
  private static final JsonMapper JSON = new JsonMapper();

  @Parameters(paramLabel = "WORKFLOW", description = "The workflow's name, such as trip-booking.")
  private String workflow = "";

  @Option(names = "--input", required = true, paramLabel = "FILE", description = "JSON file.")
  private Path input = Path.of("");

  @Option(names = "--case", paramLabel = "ID", description = "The case's id (default: random).")
  private @Nullable String caseId;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "How long to wait for the end (default: ${DEFAULT-VALUE}).")
  private int seconds = 10;

  @Override
  public Integer call() throws IOException {
    String id = caseId == null ? UUID.randomUUID().toString() : caseId;
    String request =
        JSON.writeValueAsString(Map.of("workflow", workflow, "caseId", id, "input", input()));
    System.out.println("case " + id);
    Optional<String> answer =
        Refusal.unlessUp().startQueue().ask(request, Duration.ofSeconds(seconds));
    if (answer.isEmpty()) {
      System.out.printf("has not ended within %d s: ./baton show %s%n", seconds, id);
      return 0;
    }
    System.out.println(answer.get());
    return isCompleted(answer.get()) ? 0 : 1;
  }

  private JsonNode input() throws IOException {
    if (!Files.isReadable(input)) {
      throw new Refusal("no file %s that can be read".formatted(input));
    }
    try {
      return JSON.readTree(Files.readString(input));
    } catch (JsonProcessingException e) {
      throw new Refusal(
          "%s is not JSON, line %d: %s"
              .formatted(input, e.getLocation().getLineNr(), e.getOriginalMessage()));
    }
  }

  private static boolean isCompleted(String answer) throws JsonProcessingException {
    JsonNode status = JSON.readTree(answer).path("status");
    return status.asText().equals("COMPLETED");
  }
}
