package io.baton.it.kafka.app;

import io.baton.api.Flow;
import io.baton.api.OpenRef;
import io.baton.api.RefusedException;
import io.baton.api.Start;
import io.baton.api.Workflow;
import jakarta.inject.Inject;

/** As workflows of javactrl-kafka are: texts, and it forwards its result and its error itself. */
@Workflow(name = "java-asks")
public class JavaAsks {
  @Inject Flow flow;

  @Start
  public void ask(String parameter) {
    try {
      String first = ask(flow.ref(String.class), false);
      String second = ask(flow.ref(String.class), true);
      String named = ask(flow.ref("main", String.class), true);
      flow.outputText("java-result", String.join("/", parameter, first, second, named));
    } catch (RefusedException e) {
      flow.outputText("java-error", e.getMessage());
    }
  }

  private String ask(OpenRef<String> answer, boolean full) {
    flow.outputText("java-ask", full ? answer.fullId() : answer.id());
    return String.valueOf(answer.await());
  }
}
