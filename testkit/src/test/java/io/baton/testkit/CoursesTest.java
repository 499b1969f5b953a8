package io.baton.testkit;

import static io.baton.testkit.CaseAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.displayName;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.baton.testkit.Trip.Itinerary;
import io.baton.testkit.Trip.Request;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** One test, many courses of events. */
class CoursesTest {
  private static final Request ADA = new Request("ada");

  @WorkflowTest(Trip.Hasty.class)
  static class Good {
    static final Set<Object> orders = new HashSet<>();
    static int crashes;

    @Shuffle(50)
    void anyOrder(Kit kit) {
      hasty(kit);
      var trip = kit.start(ADA);
      orders.add(trip.did());
      assertThat(trip).completedWith(new Itinerary("C", "H", "F")).hasNoOpenRefs();
    }

    @CrashEverywhere
    void anyCrash(Kit kit) {
      crashes++;
      hasty(kit);
      kit.on("reserveFlight").fails(new Trip.NoSeats("full"));
      var trip = kit.start(ADA);
      kit.runToEnd();
      assertThat(trip).failedWith("full").hasNoOpenRefs();
    }
  }

  @WorkflowTest(Trip.Racing.class)
  static class Bad {
    @Shuffle(20)
    void theCarAlwaysWins(Kit kit) {
      hasty(kit);
      assertThat(kit.start(ADA)).completedWith("C");
    }

    @Shuffle(seed = 3)
    void oneOrder(Kit kit) {
      hasty(kit);
      kit.start(ADA);
    }

    @CrashEverywhere
    void countsItsCalls(Kit kit) {
      int[] calls = new int[1];
      hasty(kit);
      kit.on("reserveCar").does(args -> "C" + ++calls[0]);
      assertThat(kit.start(ADA)).completedWith("C1");
    }
  }

  private static void hasty(Kit kit) {
    kit.on("reserveCar").returns("C");
    kit.on("reserveHotel").returns("H");
    kit.on("reserveFlight").returns("F");
  }

  private static Events run(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(tests))
        .execute()
        .testEvents();
  }

  @Test
  void aGoodWorkflowStandsEveryOrderAndEveryCrash() {
    Good.crashes = 0;
    Events events = run(Good.class);
    events.failed().assertThatEvents().isEmpty();
    assertThat(Good.orders).as("six orders of three answers").hasSize(6);
    assertThat(Good.crashes).as("one run for each command, and one before").isGreaterThan(5);
    events.assertStatistics(all -> all.started(50 + Good.crashes));
  }

  @Test
  void aFailureNamesItsSeedAndOneSeedCanBeRunAlone() {
    Events events = run(Bad.class);
    assertThat(events.failed().count()).isBetween(2L, 20L);
    events
        .failed()
        .assertThatEvents()
        .anyMatch(
            event(
                    finishedWithFailure(
                        message(
                            text ->
                                text.matches(
                                    "(?s)seed \\d+ \\(alone: @Shuffle\\(seed = \\d+\\)\\): racing@1 .*timeline:.*"))))
                ::matches);
    events.succeeded().assertThatEvents().haveAtLeastOne(event(displayName("seed 3")));
  }

  @Test
  void aFailureNamesItsCrash() {
    run(Bad.class)
        .failed()
        .assertThatEvents()
        .haveAtLeastOne(
            event(
                displayName("crash at command 2"),
                finishedWithFailure(
                    message(text -> text.contains("(alone: @CrashEverywhere(at = 2))")))));
  }
}
