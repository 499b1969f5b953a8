package io.baton.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.CaseFailedException;
import io.baton.api.Cases.CaseHandle;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands of many cases in one XA transaction, on disk, on H2: each case is as if it were alone.
 */
class SharedTransactionsTest {
  private static final int CASES = 120;
  private static final int EVERY = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> BOOKED = List.of("reserveCar", "reserveHotel", "reserveFlight");
  private static final List<String> UNDONE =
      List.of("reserveCar", "reserveHotel", "cancelHotel", "cancelCar");

  private final Ledger ledger = new Ledger();
  private final Map<Object, Integer> together = new ConcurrentHashMap<>();

  @Test
  void manyCommandsShareATransactionAndThoseThatFailTakeNobodyWithThem(@TempDir Path folder) {
    try (DurableBaton baton =
        Baton.durable(folder)
            .workflow(Trip.TripBooking.class)
            .activities(Trip.Booking.class, booking())
            .sessions(3)
            .start()) {
      ledger.transactions = baton.transactions();
      List<CaseHandle> trips =
          baton
              .transactions()
              .separate(() -> IntStream.range(0, CASES).mapToObj(i -> start(baton, i)).toList());

      Map<Integer, List<String>> done = new HashMap<>();
      for (int i = 0; i < CASES; i++) {
        CaseHandle trip = trips.get(i);
        if (i % EVERY == 0) {
          assertThatThrownBy(() -> trip.result(Trip.Itinerary.class, PATIENCE))
              .isInstanceOf(CaseFailedException.class)
              .hasMessageContaining("NoSeats: full");
        } else {
          trip.result(Trip.Itinerary.class, PATIENCE);
        }
        done.put(i, ledger.of("t" + i));
      }

      assertThat(done)
          .allSatisfy((i, lines) -> assertThat(lines).isEqualTo(i % EVERY == 0 ? UNDONE : BOOKED));
      assertThat(together.values())
          .as("calls that shared a transaction")
          .anyMatch(calls -> calls > 3);
    }
  }

  private static CaseHandle start(DurableBaton baton, int number) {
    String id = "t" + number;
    return baton.cases().workflow("trip").caseId(id).start(Trip.Request.of(id));
  }

  /**
   * The ledger, but every twentieth has no seats; and who calls in which transaction is counted.
   */
  private Trip.Booking booking() {
    return (Trip.Booking)
        Proxy.newProxyInstance(
            Trip.class.getClassLoader(),
            new Class<?>[] {Trip.Booking.class},
            (proxy, method, arguments) -> {
              together.merge(ledger.transactions.key(), 1, Integer::sum);
              int number = Integer.parseInt(((String) arguments[0]).substring(1));
              if (method.getName().equals("reserveFlight") && number % EVERY == 0) {
                throw new Trip.NoSeats("full");
              }
              return method.invoke(ledger, arguments);
            });
  }
}
