package io.baton.it.kafka.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How long it takes from a record that starts a case of one step to the record of its result. */
@ExtendWith(SharedInstallation.class)
final class LatencyIT {
  private static final int WARM = Integer.getInteger("baton.latency.warm", 50);
  private static final int CASES = Integer.getInteger("baton.latency.cases", 100);

  /** Of a machine that is busy; on a quiet one it is a fifth of that. */
  private static final double MOST_MILLIS = 250;

  @Test
  void aCaseOfOneStepTakesSomeHundredthsOfASecondFromRecordToRecord(Installation all) {
    List<Double> millis = new ArrayList<>();
    for (int i = -WARM; i < CASES; i++) {
      String thread = "step " + i;
      long begun = System.nanoTime();
      all.put("wire-step", thread, "new:{\"count\":1}");
      all.told().await("workflow-result", thread);
      if (i >= 0) {
        millis.add((System.nanoTime() - begun) / 1e6);
      }
    }
    Collections.sort(millis);
    System.out.printf(
        "new: to result, %d cases one at a time: p50 %.1f ms, p95 %.1f ms, max %.1f ms%n",
        CASES, at(millis, 0.5), at(millis, 0.95), at(millis, 1));
    assertThat(at(millis, 0.5)).isLessThan(MOST_MILLIS);
  }

  private static double at(List<Double> sorted, double share) {
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }
}
