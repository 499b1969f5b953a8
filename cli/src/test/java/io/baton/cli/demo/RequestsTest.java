package io.baton.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.cli.demo.Demand.Outcome;
import io.baton.cli.ground.StateDir;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class RequestsTest {
  private final Requests requests = read();

  @Test
  void theFileIsARealisticMix() {
    Demands demands = Demands.of(requests);
    assertThat(requests.lines()).hasSize(200);
    assertThat(demands.count(Outcome.COMPLETED)).isEqualTo(140);
    assertThat(demands.count(Outcome.COMPENSATED)).isEqualTo(36);
    assertThat(demands.count(Outcome.PARKED)).isEqualTo(4);
    assertThat(demands.rejected()).isEqualTo(20);
    assertThat(requests.lines()).filteredOn(line -> line.contains("BUSY2-")).hasSize(16);
  }

  @Test
  void moreRequestsAreTheSameMixWithOtherCases() {
    Demands more = Demands.of(requests.again(5));
    assertThat(more.requests()).isEqualTo(1_000);
    assertThat(more.count(Outcome.COMPLETED)).isEqualTo(700);
    assertThat(more.count(Outcome.COMPENSATED)).isEqualTo(180);
    assertThat(more.count(Outcome.PARKED)).isEqualTo(20);
    assertThat(more.rejected()).isEqualTo(100);
    Demands all = Demands.of(requests).and(more);
    assertThat(all.cases().stream().map(Demand::caseId).collect(Collectors.toSet()))
        .hasSize(all.cases().size());
    assertThat(requests.again(5)).isEqualTo(requests.again(5));
  }

  private static Requests read() {
    try {
      return Requests.read(
          StateDir.checkout(Path.of("")).resolve("examples/trip-booking/requests.jsonl"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
