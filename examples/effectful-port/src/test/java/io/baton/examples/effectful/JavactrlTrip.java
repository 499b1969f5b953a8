package io.baton.examples.effectful;

import io.baton.api.Branch;
import io.baton.api.BusinessException;
import io.baton.api.CancelledException;
import io.baton.api.Flow;
import io.baton.api.Forks;
import io.baton.api.OnLoss;
import io.baton.api.OpenRef;
import io.baton.api.Start;
import io.baton.api.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The trip saga of javactrl-kafka, line by line; right of each line, what stands in its place
 * there. Unlike the JavaScript, it takes the answers' values for the reservations, sleeps instead
 * of asking a scheduler, and sends its result and its error itself.
 */
@Workflow(name = "javactrl-trip")
public class JavactrlTrip {
  static final int TIMEOUT_MS = 1000;

  Flow flow; // import static Workflow.*, Concurrency.*

  @Start
  public void workflow(String parameter) { // workflow(String parameter) throws CThrowable
    Forks fork = flow.onLoss(OnLoss.CANCEL_ONLY);
    List<Branch<String, RuntimeException>> compensations = new ArrayList<>();
    try {
      List<String> ids =
          fork.<List<String>, RuntimeException>race( // anyOf(
              () -> {
                flow.sleep(Duration.ofMillis(TIMEOUT_MS)); // Scheduler.sleep(n, unit)
                throw new BusinessException("timeout"); // throw new RuntimeException("timeout")
              },
              () ->
                  fork.<String, RuntimeException>all( // allOf(
                      List.<Branch<String, RuntimeException>>of(
                          () -> {
                            String car = reserve("car");
                            compensations.add(() -> cancel("car", car));
                            return car;
                          },
                          () -> {
                            String hotel = reserve("hotel");
                            compensations.add(() -> cancel("hotel", hotel));
                            return hotel;
                          },
                          () -> {
                            String flight = reserve("flight");
                            compensations.add(() -> cancel("flight", flight));
                            if (parameter.equals("throwInFlight")) {
                              throw new BusinessException("something is wrong");
                            }
                            return flight;
                          })));
      flow.outputText("saga-result", String.join(",", ids)); // forward("result", value)
    } catch (RuntimeException t) { // never Throwable: that is how a workflow is suspended
      flow.outputText("saga-error", t.getMessage()); // forward("error", value)
      flow.all(compensations); // allOf(compensations)
    }
  }

  private String reserve(String what) {
    OpenRef<String> v = flow.ref(String.class); // newVar()
    flow.outputText("saga-reserve-" + what, v.id()); // forward("reserve-…", v.getLocalId())
    try {
      return v.await(); // await(v)
    } catch (CancelledException e) { // CancellationException
      cancel(what, v.id());
      throw e;
    }
  }

  private String cancel(String what, String id) {
    flow.outputText("saga-cancel-" + what, id); // forward("cancel-…", id)
    return id;
  }
}
