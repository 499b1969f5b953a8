package io.baton.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.baton.it.app.Step;
import io.baton.it.app.Trouble;
import io.baton.it.ground.Ground;
import io.baton.it.ground.Sql;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Work that takes longer than its transaction may. */
final class SlowWorkIT extends OnServer {
  private static final String OVERLAPS =
      "SELECT count(*) FROM it_try a JOIN it_try b ON a.case_id = b.case_id AND a.id < b.id"
          + " WHERE a.case_id = ? AND b.since < a.until";

  @Test
  void workThatOutlivesItsTransactionHasOneEffectIsNamedAndNeverAtWorkTwice() {
    int millis = (Ground.TX_TIMEOUT_SECONDS + 4) * 1_000;
    String id = start("slow", Step.with("a", Trouble.SLEEP, 1).detail("" + millis));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(status(id)).containsExactly("COMPLETED"));
    assertThat(effects(id)).containsExactly("DO a");
    assertThat(attemptTexts(id))
        .singleElement()
        .asString()
        .contains("Work.act took longer than the transaction time-out of PT10S");
    assertThat(tries(id, "a")).isEqualTo(2);
    assertThat(Sql.count(OVERLAPS, id)).isZero();
    assertThat(Sql.column("SELECT command_id FROM baton_slow_work WHERE case_id = ?", id))
        .isEmpty();
  }
}
