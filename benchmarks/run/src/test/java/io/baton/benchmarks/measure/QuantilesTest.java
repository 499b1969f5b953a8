package io.baton.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class QuantilesTest {
  @Test
  void theMedianIsInTheMiddle() {
    assertThat(Quantiles.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
    assertThat(Quantiles.median(List.of(9.0, 1.0, 2.0, 4.0))).isEqualTo(3);
  }

  @Test
  void aPercentileIsAFigureThatWasMeasured() {
    List<Double> figures = IntStream.rangeClosed(1, 200).mapToObj(i -> (double) i).toList();
    assertThat(Quantiles.percentile(figures, 50)).isEqualTo(100);
    assertThat(Quantiles.percentile(figures, 99)).isEqualTo(198);
    assertThat(Quantiles.percentile(figures, 100)).isEqualTo(200);
    assertThat(Quantiles.percentile(List.of(7.0), 50)).isEqualTo(7);
  }

  @Test
  void ofNothingThereIsNoFigure() {
    assertThat(Quantiles.median(List.of())).isNaN();
    assertThat(Quantiles.percentile(List.of(), 99)).isNaN();
  }
}
