package io.baton.it.kafka.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.api.Flow;
import io.baton.api.Start;
import io.baton.api.Workflow;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lives on the answers of one named ref, and writes all that can be written in the end. */
@Workflow(name = "cart")
public class Cart {
  @Inject Flow flow;

  @Start
  public List<String> fill(JsonNode argument) {
    List<String> items = new ArrayList<>();
    for (String next = next(); !next.equals("checkout"); next = next()) {
      items.add(next);
      flow.outputText("wire-out", next);
    }
    String key = "cart of " + flow.threadId();
    flow.outputText("wire-other", key, "1");
    flow.outputText("wire-other", key, null);
    flow.output("wire-other", key, Map.of("text", "2"));
    flow.outputText("wire-other", key, "");
    return items;
  }

  private String next() {
    return flow.ref("main", String.class).await();
  }
}
