package io.baton.it.kafka.app;

import io.baton.api.Branch;
import io.baton.api.BusinessException;
import io.baton.api.CancelledException;
import io.baton.api.Flow;
import io.baton.api.Forks;
import io.baton.api.OnLoss;
import io.baton.api.OpenRef;
import io.baton.api.Start;
import io.baton.api.Workflow;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Two reservations against time: what was made is taken back from a list of lambdas. */
@Workflow(name = "java-trip")
public class JavaTrip {
  @Inject Flow flow;

  @Start
  public void book(String limitMillis) {
    Forks fork = flow.onLoss(OnLoss.CANCEL_ONLY);
    List<Branch<String, RuntimeException>> compensations = new ArrayList<>();
    try {
      fork.<List<String>, RuntimeException>race(
          () -> {
            flow.sleep(Duration.ofMillis(Long.parseLong(limitMillis)));
            throw new BusinessException("timeout");
          },
          () ->
              fork.<String, RuntimeException>all(
                  List.of(
                      () -> reserve("car", compensations), () -> reserve("hotel", compensations))));
    } catch (BusinessException e) {
      flow.all(compensations);
      flow.outputText("java-error", e.getMessage());
    }
  }

  private String reserve(String what, List<Branch<String, RuntimeException>> compensations) {
    OpenRef<String> answer = flow.ref(String.class);
    flow.outputText("java-ask", answer.id());
    try {
      String id = answer.await();
      compensations.add(() -> cancel(what + " " + id));
      return id;
    } catch (CancelledException e) {
      cancel(what + " that nobody told of");
      throw e;
    }
  }

  private String cancel(String what) {
    flow.outputText("java-cancel", what);
    return what;
  }
}
