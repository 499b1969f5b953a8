package io.baton.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PeerProcessTest {
  @TempDir Path folder;

  private PeerProcess start(String script) throws IOException {
    return new PeerProcess(
        List.of("sh", "-c", script), Map.of("WHO", "peer"), folder.resolve("peer.log"));
  }

  @Test
  void aPeerAnswersWhatItIsAskedAndWhatElseItPrintsIsPassedOver() throws IOException {
    String script =
        "echo hello; echo @ready; read wish; echo working; echo \"@done wish=$wish who=$WHO\"; read quit";
    try (PeerProcess peer = start(script)) {
      assertThat(peer.ask("lone")).isEqualTo(Map.of("wish", "lone", "who", "peer"));
    }
  }

  @Test
  void aPeerThatFailsSaysWhy() throws IOException {
    try (PeerProcess peer = start("echo @ready; read wish; echo '@failed no disk'; read quit")) {
      assertThatThrownBy(() -> peer.ask("round W1 10"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("failed no disk");
    }
  }

  @Test
  void aPeerThatEndsIsNotWaitedFor() {
    assertThatThrownBy(() -> start("exit 1"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("peer.log");
  }
}
