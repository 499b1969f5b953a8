package io.baton.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CpuTimeTest {
  @Test
  void whatADescendantUsedCountsForItsAncestor() throws IOException, InterruptedException {
    // A shell that waits for a child that does some work; its own time is next to nothing.
    Process shell =
        new ProcessBuilder(
                "sh", "-c", "sh -c 'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done'; read end")
            .start();
    long used = 0;
    try {
      while (used < 50 && shell.isAlive()) {
        used = CpuTime.millis(List.of(shell.pid()));
      }
    } finally {
      shell.destroy();
      shell.waitFor();
    }
    assertThat(used).isGreaterThanOrEqualTo(50);
  }
}
