package io.baton.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.CaseStatus;
import io.baton.api.Cases.CaseHandle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whatever happens to messages and commits, what a case did and what its journal says agree. */
class SimulationTest {
  private static final int SCHEDULES = 3_000;
  private static final List<String> STEPS = List.of("reserveCar", "reserveHotel", "reserveFlight");

  private final Logger courier = Logger.getLogger(Courier.class.getName());

  @BeforeEach
  void quiet() {
    courier.setLevel(Level.OFF);
  }

  @AfterEach
  void loud() {
    courier.setLevel(null);
  }

  @Test
  @DisplayName("A4.1 each effect happens once, A4.10 and is undone in exactly the reverse order")
  void A4_1_eachEffectOnce_A4_10_undoExactlyReverse() {
    Map<CaseStatus, Integer> ends = new EnumMap<>(CaseStatus.class);
    for (long seed = 1; seed <= SCHEDULES; seed++) {
      Schedule schedule = new Schedule(seed);
      schedule.run();
      for (CaseHandle trip : schedule.trips) {
        check(schedule, trip, "seed " + seed + ", case " + trip.id());
        ends.merge(trip.status(), 1, Integer::sum);
      }
    }
    assertThat(ends.keySet())
        .as("the schedules reach every end")
        .containsExactlyInAnyOrder(
            CaseStatus.COMPLETED, CaseStatus.COMPENSATED, CaseStatus.FAILED, CaseStatus.CANCELLED);
  }

  private static void check(Schedule schedule, CaseHandle trip, String where) {
    List<String> did = schedule.ledger.of(trip.id());
    List<String> reserved = did.stream().filter(call -> call.startsWith("reserve")).toList();
    assertThat(schedule.baton.incidents()).as(where).noneMatch(i -> i.code().equals("BATON-1306"));
    assertThat(reserved).as(where).isEqualTo(STEPS.subList(0, reserved.size()));
    if (trip.status() == CaseStatus.COMPLETED) {
      assertThat(did).as(where).isEqualTo(STEPS);
      return;
    }
    List<String> all = new ArrayList<>(reserved);
    List<String> undone = new ArrayList<>(reserved);
    Collections.reverse(undone);
    undone.forEach(call -> all.add(call.replace("reserve", "cancel")));
    assertThat(did).as(where).isEqualTo(all);
    assertThat(trip.status().isEnd()).as(where).isTrue();
  }
}
