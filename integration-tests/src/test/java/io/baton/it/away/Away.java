package io.baton.it.away;

import io.baton.api.Durable;
import io.baton.api.Flow;
import io.baton.api.OpenRef;
import io.baton.api.Start;
import io.baton.api.Workflow;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** Does the steps of its errand. */
@Workflow(name = "away")
public class Away {
  @Inject @Durable Hotel hotel;
  @Inject @Durable Bank bank;
  @Inject Flow flow;

  @Start
  public List<String> run(Errand errand) {
    List<String> results = new ArrayList<>();
    for (String step : errand.steps()) {
      String[] words = step.split(" ", 2);
      results.add(
          switch (words[0]) {
            case "bank" -> bank.charge(words[1]);
            case "hotel" -> reserve(words[1]);
            case "two-hotels" -> two(words[1]);
            case "ref" -> openRef();
            case "output" -> output(words[1]);
            default -> throw new IllegalArgumentException(step);
          });
    }
    return results;
  }

  private String reserve(String what) {
    try {
      return hotel.reserve(what);
    } catch (NoRooms e) {
      return "no: " + e.getMessage();
    }
  }

  private String two(String what) {
    var both = flow.all(() -> reserve(what + " one"), () -> reserve(what + " two"));
    return both.first() + ", " + both.second();
  }

  /** Its id leaves by an output topic. */
  private String openRef() {
    OpenRef<String> ref = flow.ref(String.class);
    flow.output("refs", ref.id());
    return ref.await();
  }

  private String output(String value) {
    flow.output("trips", "key of " + value, List.of(value));
    return value;
  }
}
