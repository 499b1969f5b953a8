package io.baton.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.cli.demo.Effect.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AuditTest {
  private static final Effect CAR = new Effect("booked", "Booking.reserveCar", Kind.DO);

  private final Demands demands =
      new Demands(
          List.of(
              Demand.of("booked", "VW-GOLF", "LH-1811"),
              Demand.of("full", "VW-GOLF", "FULL-LH-1811"),
              Demand.of("stuck", "STUCK-VW-GOLF", "FULL-LH-1811")),
          1);
  private final Map<Effect, Integer> effects = new HashMap<>();
  private final Map<String, String> outcomes = new HashMap<>();

  @BeforeEach
  void allIsAsDemanded() {
    demands.cases().forEach(d -> d.effects().forEach(effect -> effects.put(effect, 1)));
    demands.cases().forEach(d -> outcomes.put(d.caseId(), d.outcome().name()));
  }

  @Test
  void aTripIsBookedOrTakenBackOrHalfOfIt() {
    assertThat(demands.effects()).isEqualTo(3 + 4 + 3);
    assertThat(outcomes)
        .isEqualTo(Map.of("booked", "COMPLETED", "full", "COMPENSATED", "stuck", "PARKED"));
    assertThat(effects)
        .containsKey(new Effect("stuck", "Booking.reserveHotel", Kind.UNDO))
        .doesNotContainKey(new Effect("stuck", "Booking.reserveCar", Kind.UNDO))
        .doesNotContainKey(new Effect("full", "Booking.reserveFlight", Kind.DO));
  }

  @Test
  void whatIsDemandedIsClean() {
    assertThat(audit().isClean()).isTrue();
    assertThat(result(audit(), 0).isGood(demands)).isTrue();
  }

  @Test
  void aStepThatWasDoneThriceIsTwoDuplicates() {
    effects.put(CAR, 3);
    assertThat(audit().duplicate()).hasSize(2);
    assertThat(audit().missingBothWays()).isZero();
  }

  @Test
  void aStepThatWasNotDoneIsMissing() {
    effects.remove(CAR);
    assertThat(audit().missing()).containsExactly("DO Booking.reserveCar of booked");
  }

  @Test
  void anEffectThatShouldHaveBeenRolledBackIsMissingItsRollback() {
    effects.put(new Effect("full", "Booking.reserveFlight", Kind.DO), 1);
    assertThat(audit().unwanted()).containsExactly("DO Booking.reserveFlight of full");
    assertThat(audit().missingBothWays()).isEqualTo(1);
  }

  @Test
  void anOutcomeThatWasNotDemandedIsFound() {
    outcomes.put("full", "COMPLETED");
    outcomes.put("stranger", "COMPLETED");
    outcomes.remove("stuck");
    assertThat(audit().findings())
        .containsExactlyInAnyOrder(
            "astray: full is COMPLETED, not COMPENSATED",
            "astray: stuck is not there, not PARKED",
            "astray: stranger is COMPLETED, nobody asked for it");
  }

  @Test
  void workInDoubtOrALostRefusalIsNotGood() {
    assertThat(result(audit(), 1).isGood(demands)).isFalse();
    assertThat(Result.of(outcomes.values(), 0, audit(), 0).isGood(demands)).isFalse();
  }

  @Test
  void theLastLineCountsAll() {
    effects.put(CAR, 2);
    assertThat(result(audit(), 0).lastLine(61.4))
        .isEqualTo(
            "demo: 4 requests, 1 completed, 1 compensated, 1 parked, 1 rejected,"
                + " effects duplicate 1, effects missing 0, in-doubt 0, seconds 61");
  }

  private Audit audit() {
    return Audit.of(demands, effects, outcomes);
  }

  private Result result(Audit audit, int inDoubt) {
    return Result.of(outcomes.values(), 1, audit, inDoubt);
  }
}
