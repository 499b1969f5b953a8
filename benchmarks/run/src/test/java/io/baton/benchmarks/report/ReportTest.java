package io.baton.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.baton.benchmarks.limits.Limits;
import io.baton.benchmarks.measure.Latency;
import io.baton.benchmarks.measure.Round;
import io.baton.benchmarks.measure.Workload;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReportTest {
  private static final Limits LIMITS = new Limits(500, 6_000, 400, 8_000, 20_000, 2);

  private static Round round(Workload workload, double cases, double cpu, double p99) {
    return new Round(workload, cases, cpu, Double.NaN, new Latency(p99 / 2, p99, p99), List.of());
  }

  private static Report report(Round own, Map<String, Round> others, String... voids) {
    Map<String, Map<Workload, Round>> peers = new java.util.TreeMap<>();
    others.forEach((name, round) -> peers.put(name, Map.of(round.workload(), round)));
    return new Report(
        "./baton bench",
        1,
        List.of("PostgreSQL fsync=on"),
        LIMITS,
        Map.of(own.workload(), own),
        peers,
        List.of(voids));
  }

  @Test
  void theBestPeerIsTheOneWithTheMostSteps() {
    Report report =
        report(
            round(Workload.W1, 1_200, 0.2, 8),
            Map.of(
                "slow", round(Workload.W1, 100, 0.1, 1),
                "quick", round(Workload.W1, 600, 0.5, 9)));
    assertThat(report.line(Workload.W1))
        .isEqualTo(
            "W1: baton 12000 steps/s 0.20 cpu-ms/step, lone step p50 4.0 ms p99 8.0 ms,"
                + " best peer quick 6000 0.50, ratio steps 2.00, ratio cpu 0.40, audit OK");
  }

  @Test
  void theBestPeerForTimersIsTheOneThatIsLeastLate() {
    Report report =
        report(
            round(Workload.W4, 900, 1, 50),
            Map.of(
                "late", round(Workload.W4, 999, 1, 9_000),
                "punctual", round(Workload.W4, 1, 2, 100)));
    assertThat(report.line(Workload.W4))
        .contains("best peer punctual late p99 100 ms 2.00, ratio late 0.50, ratio cpu 0.50");
  }

  @Test
  void withoutPeersThereIsNoComparison() {
    Report report = report(round(Workload.W5, 900, 1, Double.NaN), Map.of());
    assertThat(report.line(Workload.W5))
        .isEqualTo("W5: baton 900 cases/s 900 steps/s 1.00 cpu-ms/step, audit OK");
    assertThat(report.line(Workload.W2)).isEqualTo("W2: not measured");
  }

  @Test
  void stepsAreFractionsOfTheLimitsAndALoneStepIsAMultipleOfABareCommit() {
    assertThat(report(round(Workload.W1, 600, 1, 8), Map.of()).fractions(Workload.W1))
        .isEqualTo(
            "of the limits: 1.00 of forced writes (16 writers), 0.75 of PostgreSQL commits (16),"
                + " 0.30 of broker messages, lone step 2.00 bare XA commits");
  }

  @Test
  void aVoidComparisonIsNotGood() {
    Round own = round(Workload.W2, 900, 1, Double.NaN);
    assertThat(report(own, Map.of()).isGood()).isTrue();
    assertThat(report(own, Map.of(), "dbos W2: too slow").isGood()).isFalse();
  }

  @Test
  void programsGetWhatWasMeasuredAndNoFigureThatWasNot() throws IOException {
    Report report =
        report(
            round(Workload.W2, 900, 1, Double.NaN),
            Map.of("quick", round(Workload.W2, 600, 2, Double.NaN)));
    JsonNode json = new ObjectMapper().readTree(Json.of(report));
    assertThat(json.at("/baton/W2/casesPerSecond").doubleValue()).isEqualTo(900);
    assertThat(json.at("/peers/quick/W2/cpuMillisPerStep").doubleValue()).isEqualTo(2);
    assertThat(json.at("/best/W2/ratio").doubleValue()).isEqualTo(1.5);
    assertThat(json.at("/limits/forcedWritesPerSecondOf16").doubleValue()).isEqualTo(6_000);
    assertThat(json.at("/baton/W2").has("walBytesPerCase")).isFalse();
  }

  @Test
  void documentsGetATableWithAColumnForEachEngine() {
    Report report =
        report(
            round(Workload.W1, 1_200, 0.2, 8),
            Map.of("quick", round(Workload.W1, 600, 0.5, 9)),
            "quick W1: too slow");
    assertThat(Markdown.of(report))
        .contains("$ ./baton bench\n")
        .contains("| | Baton | quick |\n|---|---|---|\n| W1 steps/s | 12000 | 6000 |\n")
        .contains("| W1 WAL bytes per case | – | – |")
        .contains("**Void:** quick W1: too slow");
  }
}
