package io.baton.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.CaseFailedException;
import io.baton.api.CaseStatus;
import io.baton.api.Cases.CaseHandle;
import io.baton.ejb.jms.Names;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.activemq.artemis.jms.client.ActiveMQDestination;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trips of {@link TripsTest} in XA transactions on disk, on H2. */
class DurableTripsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final Ledger ledger = new Ledger();
  private DurableBaton baton;

  @BeforeEach
  void open() {
    baton = builder().start();
    ledger.transactions = baton.transactions();
  }

  private DurableBaton.Builder builder() {
    return Baton.durable(folder)
        .workflow(Trip.TripBooking.class)
        .activities(Trip.Booking.class, ledger)
        .caller(() -> "alice");
  }

  @AfterEach
  void close() {
    baton.close();
  }

  private CaseHandle start() {
    return baton.cases().workflow("trip").caseId("t1").start(Trip.Request.of("t1"));
  }

  private static Trip.Itinerary result(CaseHandle trip) {
    return trip.result(Trip.Itinerary.class, PATIENCE);
  }

  @Test
  void aTripIsBookedStepByStep() {
    assertThat(result(start()))
        .isEqualTo(new Trip.Itinerary("car-mini", "hotel-ritz", "flight-lh1"));
    assertThat(ledger.of("t1")).containsExactly("reserveCar", "reserveHotel", "reserveFlight");
  }

  @Test
  void aFailedTripIsUndoneInReverseOrder() {
    ledger.trouble =
        call -> {
          if (call.equals("reserveFlight")) {
            throw new Trip.NoSeats("full");
          }
        };
    assertThatThrownBy(() -> result(start()))
        .isInstanceOf(CaseFailedException.class)
        .hasMessageContaining("NoSeats: full");
    assertThat(ledger.of("t1"))
        .containsExactly("reserveCar", "reserveHotel", "cancelHotel", "cancelCar");
  }

  @Test
  @DisplayName(
      "A3.11 work, state and what follows are one transaction: what fails leaves none of them")
  void failedWorkIsRolledBackAndTriedAgain() {
    ledger.trouble =
        once(
            "reserveHotel",
            () -> {
              throw new IllegalStateException("no luck");
            });
    result(start());
    assertThat(ledger.of("t1")).containsExactly("reserveCar", "reserveHotel", "reserveFlight");
    assertThat(ledger.calls()).isEqualTo(4);
  }

  @Test
  void workThatMarksItsTransactionForRollbackIsAFailedAttempt() {
    ledger.trouble =
        once(
            "reserveHotel",
            () -> {
              try {
                baton.transactionManager().setRollbackOnly();
              } catch (jakarta.transaction.SystemException e) {
                throw new IllegalStateException(e);
              }
            });
    result(start());
    assertThat(ledger.of("t1")).containsExactly("reserveCar", "reserveHotel", "reserveFlight");
  }

  @Test
  void aStartInATransactionThatRollsBackNeverHappened() {
    assertThatThrownBy(
            () ->
                baton
                    .transactions()
                    .separate(
                        () -> {
                          start();
                          throw new IllegalArgumentException("the caller failed");
                        }))
        .hasMessage("the caller failed");
    assertThatThrownBy(() -> baton.cases().get("t1").status()).hasMessage("there is no case t1");
  }

  @Test
  void theSameIdIsTheSameCase() {
    assertThat(start().created()).isTrue();
    CaseHandle again = start();
    assertThat(again.created()).isFalse();
    result(again);
    assertThat(ledger.of("t1")).hasSize(3);
  }

  @Test
  @DisplayName("A2.20 what is to be sent is kept on disk until it can be: none is lost")
  void whatIsQueuedWhenItClosesWaitsForTheNextStart() {
    List<CaseHandle> trips = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      trips.add(baton.cases().workflow("trip").caseId("w" + i).start(Trip.Request.of("w" + i)));
    }
    baton.close();
    open();
    for (CaseHandle trip : trips) {
      result(baton.cases().get(trip.id()));
      assertThat(ledger.of(trip.id()))
          .containsExactly("reserveCar", "reserveHotel", "reserveFlight");
    }
  }

  @Test
  void aMessageThatNobodyUnderstandsIsPutAsideWithAnIncident() throws Exception {
    baton
        .transactions()
        .separate(
            () -> {
              try (var session = baton.connections().createContext()) {
                return session
                    .createProducer()
                    .send(ActiveMQDestination.createQueue(Names.COMMANDS_ADDRESS), "{}");
              }
            });
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (incidents() == 0 && System.nanoTime() < until) {
      LockSupport.parkNanos(20_000_000);
    }
    assertThat(incidents()).isEqualTo(1);
  }

  @Test
  void aStartMessageStartsACase() {
    String request =
        "{\"workflow\":\"trip\",\"caseId\":\"t1\",\"input\":"
            + "{\"who\":\"t1\",\"car\":\"mini\",\"hotel\":\"ritz\",\"flight\":\"lh1\"}}";
    baton
        .transactions()
        .separate(
            () -> {
              try (var session = baton.connections().createContext()) {
                return session
                    .createProducer()
                    .send(ActiveMQDestination.createQueue(Names.START_ADDRESS), request);
              }
            });
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!completed() && System.nanoTime() < until) {
      LockSupport.parkNanos(20_000_000);
    }
    assertThat(completed()).isTrue();
  }

  @Test
  void aFolderBelongsToOneBatonAtATime() {
    assertThatThrownBy(() -> builder().start()).hasMessageStartingWith("BATON-1420");
    result(start());
  }

  @Test
  void anH2ThatWritesLaterIsRefused() {
    baton.close();
    JdbcDataSource late = new JdbcDataSource();
    late.setURL("jdbc:h2:file:" + folder.resolve("late"));
    late.setUser("sa");
    assertThatThrownBy(() -> builder().database(late).start()).hasMessageStartingWith("BATON-1421");
    open();
  }

  private boolean completed() {
    try {
      return baton.cases().get("t1").status() == CaseStatus.COMPLETED;
    } catch (IllegalStateException notYet) {
      return false;
    }
  }

  private int incidents() throws SQLException {
    try (Connection connection = baton.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM baton_incident")) {
      row.next();
      return row.getInt(1);
    }
  }

  /** Trouble at the first call of a method, after it wrote. */
  private static Consumer<String> once(String method, Runnable trouble) {
    List<String> left = new ArrayList<>(List.of(method));
    return call -> {
      if (left.remove(call)) {
        trouble.run();
      }
    };
  }
}
