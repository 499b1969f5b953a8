package io.baton.benchmarks.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ForcedWritesTest {
  @TempDir Path folder;

  @Test
  void severalWritersAreCountedTogetherAndLeaveNothing() throws IOException {
    double rate = new ForcedWrites(folder).perSecond(4, Duration.ofMillis(50));
    assertThat(rate).isPositive();
    assertThat(folder).isEmptyDirectory();
  }
}
