package io.baton.standalone;

import io.baton.api.CaseStatus;
import io.baton.api.Cases.CaseHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One course of events, chosen by a seed: messages arrive in any order, twice, or again after they
 * were handled; commits are lost; work fails; people cancel, retry and start again.
 */
final class Schedule {
  private static final int CASES = 2;
  private static final int WISHES = 3;

  final Ledger ledger = new Ledger();
  final List<CaseHandle> trips = new ArrayList<>();
  final ManualBaton baton;
  private final Random random;
  private final List<Message> flying = new ArrayList<>();
  private boolean calm = true;
  private int wishes = WISHES;

  Schedule(long seed) {
    random = new Random(seed);
    baton =
        new ManualBaton(
            Baton.builder().workflow(Trip.TripBooking.class).activities(Trip.Booking.class, ledger),
            () -> calm || !chance(10));
    ledger.transactions = baton.transactions();
    ledger.trouble = call -> workFails();
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private void workFails() {
    if (!calm && chance(25)) {
      throw chance(30) ? new Trip.NoSeats("full") : new IllegalStateException("no luck");
    }
  }

  void run() {
    calm = false;
    for (int i = 0; i < CASES; i++) {
      start("t" + i);
    }
    for (int step = 0; step < 400 && deliverOne(); step++) {
      wish();
    }
    calm = true;
    while (deliverOne()) {}
    while (trips.stream().anyMatch(trip -> trip.status() == CaseStatus.PARKED)) {
      trips.forEach(CaseHandle::retry);
      while (deliverOne()) {}
    }
  }

  private void start(String id) {
    boolean wasCalm = calm;
    calm = true;
    trips.add(baton.cases().workflow("trip").caseId(id).start(Trip.Request.of(id)));
    calm = wasCalm;
  }

  /** Any message that is under way, whether due or not. */
  private boolean deliverOne() {
    for (var next = baton.queue().poll(); next.isPresent(); next = baton.queue().poll()) {
      flying.add(next.get());
    }
    if (flying.isEmpty()) {
      return false;
    }
    Message message = flying.remove(random.nextInt(flying.size()));
    baton.deliver(message);
    if (!calm && chance(20)) {
      flying.add(message);
    }
    return true;
  }

  private void wish() {
    if (wishes == 0 || !chance(4)) {
      return;
    }
    wishes--;
    CaseHandle trip = trips.get(random.nextInt(CASES));
    boolean wasCalm = calm;
    calm = true;
    switch (random.nextInt(3)) {
      case 0 -> trip.cancel("changed my mind");
      case 1 -> trip.retry();
      default -> baton.cases().workflow("trip").caseId(trip.id()).start(Trip.Request.of(trip.id()));
    }
    calm = wasCalm;
  }
}
