package io.baton.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RoundTest {
  private static Round round(Workload workload, double cases, double cpu, String... findings) {
    return new Round(
        workload, cases, cpu, 1_000 * cpu, new Latency(cpu, 2 * cpu, 3 * cpu), List.of(findings));
  }

  @Test
  void eachFigureHasItsOwnMedianAndNoFindingIsLost() {
    Round median =
        Round.median(
            List.of(
                round(Workload.W1, 10, 3, "a"),
                round(Workload.W1, 30, 1),
                round(Workload.W1, 20, 5, "b")));
    assertThat(median).isEqualTo(round(Workload.W1, 20, 3, "a", "b"));
  }

  @Test
  void aWorkloadIsJudgedByStepsByCasesOrByHowLateItsTimersAre() {
    assertThat(round(Workload.W1, 60, 2).score()).isEqualTo(600);
    assertThat(round(Workload.W2, 60, 2).score()).isEqualTo(60);
    assertThat(round(Workload.W4, 60, 2).score()).isEqualTo(4);
  }

  @Test
  void itsLineEndsWithTheAudit() {
    assertThat(round(Workload.W1, 60.9, 4.93))
        .hasToString("609 steps/s 4.93 cpu-ms/step, lone step p50 4.9 ms p99 9.9 ms, audit OK");
    assertThat(round(Workload.W3, 60, 2, "twice"))
        .hasToString("60 cases/s 300 steps/s 2.00 cpu-ms/step, audit FAILED [twice]");
    assertThat(round(Workload.W4, 60, 2))
        .hasToString("late p50 2 ms p99 4 ms max 6 ms, 2.00 cpu-ms/timer, audit OK");
  }
}
