package io.baton.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.baton.benchmarks.measure.Latency;
import io.baton.benchmarks.measure.Round;
import io.baton.benchmarks.measure.Workload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PeersRunTest {
  private static Map<String, Map<Workload, Round>> measured(Peer peer, double cases) {
    Round round = new Round(Workload.W1, cases, 1, Double.NaN, Latency.NONE, List.of());
    return Map.of(peer.module(), Map.of(Workload.W1, round));
  }

  @Test
  void aPeerMustReachSeventyPercentOfWhatItIsKnownFor() {
    assertThat(PeersRun.tooSlow(measured(Peer.DBOS, 427), 6_200)).isEmpty();
    assertThat(PeersRun.tooSlow(measured(Peer.DBOS, 426), 6_200))
        .containsExactly("dbos W1: 4260 where a fair set-up reaches 4270 at least");
  }

  @Test
  void onASlowDiskLessIsAskedAndOnAQuickOneNotMore() {
    assertThat(Peer.DBOS.floor(Workload.W1, 3_100)).hasValueCloseTo(2_135.0, offset(0.1));
    assertThat(Peer.DBOS.floor(Workload.W1, 62_000)).hasValueCloseTo(4_270.0, offset(0.1));
  }

  @Test
  void howLateTimersAreVoidsNothing() {
    assertThat(Peer.RESTATE.floor(Workload.W4, 6_200)).isEmpty();
  }

  @Test
  void aPeerMustDoEachStepAndEachUndoOnce() {
    assertThat(PeersRun.findings(Workload.W3, 10, Map.of("steps", "30", "undone", "20"))).isEmpty();
    assertThat(PeersRun.findings(Workload.W3, 10, Map.of("steps", "31", "undone", "20")))
        .containsExactly("steps: 31 instead of 30");
    assertThat(PeersRun.findings(Workload.W3, 10, Map.of("steps", "30")))
        .containsExactly("undone: nothing instead of 20");
  }

  @Test
  void timersThatWereSetTooLateSayNothing() {
    Map<String, String> told = Map.of("steps", "10", "undone", "0", "overrun", "true");
    assertThat(PeersRun.findings(Workload.W4, 10, told)).hasSize(1);
  }
}
