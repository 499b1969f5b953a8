package io.baton.examples.provisioning;

import io.baton.api.Durable;
import io.baton.api.Flow;
import io.baton.api.Query;
import io.baton.api.Start;
import io.baton.api.Step;
import io.baton.api.Workflow;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes all machines at the same time. When one breaks or takes too long, the others are no longer
 * waited for and all of them are deleted, also the one that nobody knows of.
 */
@Workflow(name = "provisioning", version = 1)
public class Provisioning {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  @Inject @Durable Cloud cloud;
  @Inject Flow flow;

  private final List<String> ready = new ArrayList<>();

  /** Gives the addresses, in the order of the names. */
  @Start
  public List<String> make(Wanted wanted) {
    return flow.<String, String, RuntimeException>all(
        wanted.names(), name -> machine(name, wanted.size(), wanted.patience()));
  }

  private String machine(String name, String size, Duration patience) {
    String id = cloud.requestMachine(name, size);
    Poll last = flow.within(patience, () -> poll(name, id));
    ready.add(name);
    return last.address();
  }

  /** The hundredth look costs what the first one costs: a fold keeps only how long to wait. */
  private Poll poll(String name, String id) {
    return flow.<Poll, RuntimeException>fold(
        Poll.class,
        new Poll(FIRST_PAUSE, ""),
        poll -> {
          Machine machine = cloud.look(id);
          if (machine.state() == Machine.State.BROKEN) {
            throw new Broken("machine " + name + " broke while it started");
          }
          if (machine.state() == Machine.State.READY) {
            return Step.done(new Poll(poll.pause(), machine.address()));
          }
          flow.sleep(poll.pause());
          return Step.again(poll.longer());
        });
  }

  /**
   * How the polling stands.
   *
   * @param pause before the next look
   * @param address empty until there is one
   */
  record Poll(Duration pause, String address) {
    Poll longer() {
      Duration doubled = pause.multipliedBy(2);
      return new Poll(doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled, address);
    }
  }

  /** The names of the machines that are ready. */
  @Query
  public List<String> ready() {
    return List.copyOf(ready);
  }
}
