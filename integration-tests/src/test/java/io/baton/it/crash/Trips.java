package io.baton.it.crash;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** The requests of a run, what each of them demands, and which of them the broker has taken. */
final class Trips {
  /** What a trip leaves behind. */
  record Demand(String caseId, String outcome, List<Effect> effects) {}

  record Effect(String activity, String kind) {}

  private static final String REQUEST =
      """
      {"workflow":"trip-booking","caseId":"%s","input":{"who":"Ada","car":"%s","hotel":"%s","flight":"%s"}}""";

  private final Random random;
  private final Map<String, String> requests = new LinkedHashMap<>();
  private final Map<String, Demand> demands = new LinkedHashMap<>();
  private final Set<String> taken = new LinkedHashSet<>();

  Trips(long seed) {
    // Not the stream of the plan: so one can be changed without the other.
    this.random = new Random(seed ^ 0x7269_7073);
  }

  /** Ids of new requests, not yet sent. */
  List<String> more(int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = "trip-%04d".formatted(requests.size());
      boolean full = random.nextInt(10) < 3;
      boolean stuck = full && random.nextInt(10) < 2;
      boolean busy = random.nextInt(10) < 1;
      requests.put(
          id,
          REQUEST.formatted(
              id,
              stuck ? "STUCK-1" : "CAR-1",
              busy ? "BUSY2-1" : "INN-1",
              full ? "FULL-1" : "F-1"));
      demands.put(id, demand(id, full, stuck));
      ids.add(id);
    }
    return ids;
  }

  private static Demand demand(String id, boolean full, boolean stuck) {
    List<Effect> effects = new ArrayList<>();
    effects.add(new Effect("Booking.reserveCar", "DO"));
    effects.add(new Effect("Booking.reserveHotel", "DO"));
    if (!full) {
      effects.add(new Effect("Booking.reserveFlight", "DO"));
      return new Demand(id, "COMPLETED", effects);
    }
    effects.add(new Effect("Booking.reserveHotel", "UNDO"));
    if (!stuck) {
      effects.add(new Effect("Booking.reserveCar", "UNDO"));
    }
    return new Demand(id, stuck ? "PARKED" : "COMPENSATED", effects);
  }

  String request(String id) {
    return requests.get(id);
  }

  /** The broker has confirmed them: from now on they must not be lost. */
  void taken(List<String> ids) {
    taken.addAll(ids);
  }

  boolean isTaken(String id) {
    return taken.contains(id);
  }

  /** Sending them failed: whether they arrived is not known. */
  List<String> unsure() {
    return requests.keySet().stream().filter(id -> !taken.contains(id)).toList();
  }

  List<Demand> demands() {
    return List.copyOf(demands.values());
  }
}
