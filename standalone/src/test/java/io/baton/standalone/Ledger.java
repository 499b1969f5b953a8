package io.baton.standalone;

import io.baton.port.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A transactional resource: what a booking writes stays if its transaction commits. Tests say in
 * {@code trouble} which calls fail.
 */
final class Ledger implements Trip.Booking {
  private final List<String> committed = new ArrayList<>();
  private int calls;
  Transactions transactions;
  Consumer<String> trouble = call -> {};

  private void write(String method, String who) {
    calls++;
    transactions.afterCompletion(
        kept -> {
          if (kept) {
            synchronized (this) {
              committed.add(who + " " + method);
            }
          }
        });
    trouble.accept(method);
  }

  /** What one traveller's case did, in the order of its commits. */
  synchronized List<String> of(String who) {
    return committed.stream()
        .filter(line -> line.startsWith(who + " "))
        .map(line -> line.substring(who.length() + 1))
        .toList();
  }

  int calls() {
    return calls;
  }

  @Override
  public String reserveCar(String who, String what) {
    write("reserveCar", who);
    return "car-" + what;
  }

  @Override
  public void cancelCar(String who, String what) {
    write("cancelCar", who);
  }

  @Override
  public String reserveHotel(String who, String what) {
    write("reserveHotel", who);
    return "hotel-" + what;
  }

  @Override
  public void cancelHotel(String who, String what, String reservation) {
    write("cancelHotel", who);
  }

  @Override
  public String reserveFlight(String who, String what) {
    write("reserveFlight", who);
    return "flight-" + what;
  }

  @Override
  public void cancelFlight(String who, String what, String reservation) {
    write("cancelFlight", who);
  }
}
