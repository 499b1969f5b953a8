package io.baton.it.kafka.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.api.Flow;
import io.baton.api.OpenRef;
import io.baton.api.Start;
import io.baton.api.Workflow;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Tells the id of a ref, and ends with what it was answered. */
@Workflow(name = "asks")
public class Asks {
  @Inject Flow flow;

  /** Both as they came. */
  public record Heard(JsonNode argument, @Nullable JsonNode answer) {}

  @Start
  public Heard ask(JsonNode argument) {
    OpenRef<@Nullable JsonNode> answer = flow.ref(JsonNode.class);
    flow.outputText("wire-out", answer.id());
    return new Heard(argument, answer.await());
  }
}
