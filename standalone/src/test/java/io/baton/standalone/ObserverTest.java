package io.baton.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.CaseEvent;
import io.baton.api.CaseStatus;
import io.baton.api.Cases.CaseHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whoever looks on is told of what is committed. */
class ObserverTest {
  private final List<CaseEvent> told = new ArrayList<>();
  private final Ledger ledger = new Ledger();

  private ManualBaton baton(Consumer<CaseEvent> observer) {
    ManualBaton baton =
        Baton.builder()
            .workflow(Trip.TripBooking.class)
            .activities(Trip.Booking.class, ledger)
            .observer(observer)
            .manual();
    ledger.transactions = baton.transactions();
    return baton;
  }

  private static CaseHandle start(ManualBaton baton) {
    return baton.cases().workflow("trip").caseId("t1").start(Trip.Request.of("t1"));
  }

  @Test
  void aTripIsToldFromItsStartToItsEnd() {
    ManualBaton baton = baton(told::add);
    start(baton);
    baton.runUntilIdle();
    assertThat(told)
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly(
            "Started",
            "ActivityStarted",
            "ActivityEnded",
            "ActivityStarted",
            "ActivityEnded",
            "ActivityStarted",
            "ActivityEnded",
            "Ended");
    assertThat(told.get(2))
        .isInstanceOfSatisfying(
            CaseEvent.ActivityEnded.class,
            ended -> assertThat(ended.activity()).isEqualTo("Booking.reserveCar"));
  }

  @Test
  void aStartThatIsRolledBackIsNotTold() {
    ManualBaton baton = baton(told::add);
    assertThatThrownBy(
            () ->
                baton
                    .transactions()
                    .separate(
                        () -> {
                          start(baton);
                          throw new IllegalStateException("changed my mind");
                        }))
        .hasMessage("changed my mind");
    assertThat(told).isEmpty();
  }

  @Test
  void anObserverThatFailsHarmsNoCase() {
    ManualBaton baton =
        baton(
            event -> {
              throw new IllegalStateException("no ears");
            });
    CaseHandle trip = start(baton);
    baton.runUntilIdle();
    assertThat(trip.status()).isEqualTo(CaseStatus.COMPLETED);
  }
}
