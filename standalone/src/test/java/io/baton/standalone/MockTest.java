package io.baton.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.Activity;
import io.baton.api.CaseStatus;
import io.baton.api.Cases.CaseHandle;
import io.baton.api.Durable;
import io.baton.api.Flow;
import io.baton.api.OpenRef;
import io.baton.api.Signal;
import io.baton.api.Start;
import io.baton.api.Workflow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An engine whose world outside is played by hand. */
class MockTest {
  public interface Booking {
    @Activity(undo = "cancelCar")
    String reserveCar(String who);

    void cancelCar(String who, String reservation);

    @Activity
    String reserveHotel(String who);
  }

  @Workflow(name = "saga")
  public static class Saga {
    Flow flow;
    @Durable Booking booking;

    @Start
    public String run(String who) {
      String car = booking.reserveCar(who);
      flow.output("bookings", car);
      flow.output("bookings", "hotel next");
      return car + booking.reserveHotel(who);
    }
  }

  @Workflow(name = "waits")
  public static class Waits {
    Flow flow;

    @Start
    public String run() {
      flow.sleep(Duration.ofDays(30));
      String go = flow.await(Signal.of("go", String.class));
      OpenRef<String> answer = flow.ref(String.class);
      return go + answer.await();
    }
  }

  private static ManualBaton baton(Class<?> workflow) {
    return Baton.builder().workflow(workflow).mocked().manual();
  }

  private static void settle(ManualBaton baton) {
    while (baton.runDue()) {}
  }

  @Test
  @DisplayName("A1.5.40 an environment variable that is not empty switches the mocks on")
  void A1_5_40_aVariableThatIsNotEmptySwitchesTheMocksOn() throws Exception {
    System.setProperty("baton.mock", "yes");
    try (Baton baton = Baton.builder().workflow(Saga.class).start()) {
      CaseHandle saga = baton.cases().workflow(Saga.class).caseId("s").start("ada");
      for (String answer : List.of("C", "H")) {
        String open = awaitOpen(baton.mock());
        baton.mock().resume(open, answer);
        while (baton.mock().openRefs().stream().anyMatch(ref -> ref.id().equals(open))) {
          Thread.onSpinWait();
        }
      }
      assertThat(saga.result(String.class, Duration.ofSeconds(10))).isEqualTo("CH");
    } finally {
      System.clearProperty("baton.mock");
    }
    ManualBaton ordinary =
        Baton.builder()
            .workflow(Trip.TripBooking.class)
            .activities(Trip.Booking.class, new Ledger())
            .manual();
    assertThatThrownBy(ordinary::mock).hasMessageContaining("BATON_MOCK");
  }

  private static String awaitOpen(Mock mock) {
    long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (mock.openRefs().isEmpty()) {
      assertThat(System.nanoTime()).as("nothing is awaited").isLessThan(until);
      Thread.onSpinWait();
    }
    return mock.openRefs().get(0).id();
  }

  @Test
  @DisplayName(
      "A1.5.41 resume, reject, reset, trace, the last output of a topic, what is suspended")
  void A1_5_41_theWorldOutsideIsPlayedByHand() {
    ManualBaton baton = baton(Saga.class);
    Mock mock = baton.mock();
    CaseHandle saga = baton.cases().workflow(Saga.class).caseId("s").start("ada");
    settle(baton);
    assertThat(mock.openRefs())
        .containsExactly(new Mock.Open("s/1", "Booking.reserveCar[\"ada\"]"));
    mock.resume("s/1", "C");
    settle(baton);
    assertThat(mock.lastOutput("bookings"))
        .contains(new Mock.Output("bookings", "s", "\"hotel next\""));
    assertThat(mock.lastOutput("others")).isEmpty();
    mock.reject("s/4", "no rooms");
    settle(baton);
    assertThat(mock.openRefs())
        .containsExactly(new Mock.Open("s/1/undo", "Booking.cancelCar[\"ada\", \"C\"]"));
    mock.resume("s/1/undo", null);
    settle(baton);
    assertThat(saga.status()).isEqualTo(CaseStatus.COMPENSATED);
    assertThat(mock.trace())
        .containsExactly(
            "ask s/1 Booking.reserveCar[\"ada\"]",
            "resume s/1 \"C\"",
            "output bookings s \"C\"",
            "output bookings s \"hotel next\"",
            "ask s/4 Booking.reserveHotel[\"ada\"]",
            "reject s/4 no rooms",
            "ask s/1/undo Booking.cancelCar[\"ada\", \"C\"]",
            "resume s/1/undo",
            "end s COMPENSATED");
    mock.reset();
    assertThat(mock.trace()).isEmpty();
    assertThat(mock.lastOutput("bookings")).isEmpty();
  }

  @Test
  void timersSignalsAndAnswersAreAwaitedLikeActivities() {
    ManualBaton baton = baton(Waits.class);
    Mock mock = baton.mock();
    CaseHandle waits = baton.cases().workflow(Waits.class).caseId("w").start(null);
    settle(baton);
    for (String[] next : new String[][] {{"w/1", ""}, {"w/2", "go"}, {"w/3", "!"}}) {
      assertThat(mock.openRefs()).hasSize(1);
      assertThatThrownBy(() -> mock.resume("w/9", 1)).hasMessageContaining("open are [Open[id=w/");
      mock.resume(next[0], next[1]);
      settle(baton);
    }
    assertThat(waits.result(String.class, Duration.ZERO)).isEqualTo("go!");
    assertThat(baton.nextDue()).as("the timer is gone").isEmpty();
  }

  @Test
  void aTimerCannotBeRejectedAndWhatIsForgottenIsNotAwaited() {
    ManualBaton baton = baton(Waits.class);
    baton.cases().workflow(Waits.class).caseId("w").start(null);
    settle(baton);
    assertThatThrownBy(() -> baton.mock().reject("w/1", "no")).hasMessageContaining("timer");
    baton.mock().reset();
    assertThat(baton.mock().openRefs()).isEmpty();
    assertThatThrownBy(() -> baton.mock().resume("w/1", "")).hasMessageContaining("nothing waits");
  }
}
