package io.baton.standalone;

import io.baton.port.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A transactional resource: what a booking writes stays if its transaction commits. Tests say in
 * {@code trouble} which calls fail.
 */
final class Ledger implements Trip.Booking {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<String> committed = new ArrayList<>();
  private int calls;
  private int underWay;
  Transactions transactions;
  Consumer<String> trouble = call -> {};

  private void write(String method, String who) {
    synchronized (this) {
      calls++;
      underWay++;
    }
    transactions.afterCompletion(kept -> ended(kept, who + " " + method));
    trouble.accept(method);
  }

  private synchronized void ended(boolean kept, String line) {
    if (kept) {
      committed.add(line);
    }
    underWay--;
    notifyAll();
  }

  /**
   * What one traveller's case did, in the order of its commits. A case may be seen to have ended
   * before its last transaction has told everybody so.
   */
  synchronized List<String> of(String who) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (underWay > 0 && System.nanoTime() < until) {
        wait(PATIENCE.toMillis());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return committed.stream()
        .filter(line -> line.startsWith(who + " "))
        .map(line -> line.substring(who.length() + 1))
        .toList();
  }

  synchronized int calls() {
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
