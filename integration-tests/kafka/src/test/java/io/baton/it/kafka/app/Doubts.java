package io.baton.it.kafka.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.api.Durable;
import io.baton.api.Flow;
import io.baton.api.Start;
import io.baton.api.Workflow;
import jakarta.inject.Inject;

/** Writes to a topic in the turn whose transaction fails. */
@Workflow(name = "doubts")
public class Doubts {
  @Inject Flow flow;
  @Inject @Durable Doubtful doubtful;

  @Start
  public String run(JsonNode argument) {
    int tried = doubtful.keep();
    flow.outputText("wire-out", "kept at try " + tried);
    return "done";
  }
}
