package io.baton.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class SizesTest {
  @Test
  void eachWorkloadHasItsOwnNumberOfCasesUnlessOneIsGiven() {
    assertThat(new Sizes(0, 1, 1, 50).cases(Workload.W4)).isEqualTo(10_000);
    assertThat(new Sizes(300, 1, 1, 50).cases(Workload.W4)).isEqualTo(300);
  }

  @Test
  void noMoreCasesWarmUpThanAreMeasured() {
    assertThat(new Sizes(0, 1, 1, 1_000).warm(Workload.W2)).isEqualTo(500);
    assertThat(new Sizes(0, 1, 1, 1_000).warm(Workload.W1)).isEqualTo(1_000);
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> new Sizes(-1, 1, 1, 1))
        .hasMessage("cases is -1, allowed are 0 to 1000000");
    assertThatThrownBy(() -> new Sizes(1, 0, 1, 1))
        .hasMessage("rounds is 0, allowed are 1 to 1000000");
  }
}
