package io.baton.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.CaseStatus;
import io.baton.api.Cases.CaseHandle;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does to cases that wait for a worker elsewhere, on H2 and a real broker. */
class DurableHandsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What is reserved is reserved elsewhere. */
  private static final class NoHotel implements RemoteTest.Hotel {
    @Override
    public String reserve(String what) {
      throw new IllegalStateException("a worker elsewhere does it");
    }

    @Override
    public void cancel(String what, String reservation) {}
  }

  @TempDir Path folder;
  private DurableBaton baton;

  @BeforeEach
  void open() {
    baton =
        Baton.durable(folder)
            .workflow(RemoteTest.Stay.class)
            .activities(RemoteTest.Hotel.class, new NoHotel())
            .caller(() -> "alice")
            .start();
  }

  @AfterEach
  void close() {
    baton.close();
  }

  private CaseHandle start(String id) {
    CaseHandle stay = baton.cases().workflow("stay").caseId(id).label("city", "Rome").start("RITZ");
    until(() -> !stay.waiting().isEmpty());
    return stay;
  }

  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
      LockSupport.parkNanos(20_000_000);
    }
  }

  @Test
  @DisplayName("A3.14 a case that is cancelled where nobody listens is cancelled all the same")
  void A3_14_nobodyListens() {
    CaseHandle stay = start("s2");
    stay.cancel("enough");
    stay.cancel("at once");
    until(() -> stay.status() != CaseStatus.RUNNING);
  }

  @Test
  @DisplayName("A3.14 what comes for a case on the skip list is kept until it is taken off")
  void A3_14_skipped() {
    CaseHandle stay = start("s3");
    stay.skip("it brings nodes down");
    // A node goes by the list that it has read for a second.
    long since = System.nanoTime();
    until(() -> System.nanoTime() - since > 1_200_000_000L);
    stay.cancel("enough");
    stay.cancel("at once");
    CaseHandle other = start("s4");
    assertThat(other.status()).isEqualTo(CaseStatus.RUNNING);
    assertThat(stay.status()).isEqualTo(CaseStatus.RUNNING);

    stay.takeOffSkipList();

    until(() -> stay.status() != CaseStatus.RUNNING);
  }

  @Test
  @DisplayName(
      "A3.14 a schedule date, and the end of a pause, come by timers that survive a restart")
  void A3_14_timersSurvive() {
    Instant soon = Instant.now().plusSeconds(3);
    CaseHandle later = baton.cases().workflow("stay").caseId("s5").notBefore(soon).start("RITZ");
    CaseHandle paused =
        baton.cases().workflow("stay").caseId("s6").notBefore(Instant.EPOCH).start("RITZ");
    until(() -> !paused.waiting().isEmpty());
    assertThat(later.waiting()).isEmpty();
    close();
    open();
    CaseHandle again = baton.cases().get("s5");
    until(() -> !again.waiting().isEmpty());
    assertThat(Instant.now()).isAfterOrEqualTo(soon);
  }
}
