package io.baton.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.baton.it.app.Step;
import io.baton.it.app.Trouble;
import io.baton.it.ground.Ground;
import io.baton.it.ground.Sql;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An outage of the database is nobody's fault. */
final class DatabaseAwayIT extends OnServer {
  private static final Duration AWAY = Duration.ofSeconds(30);
  private static final Duration RECOVERY = Duration.ofSeconds(90);

  @Test
  void aDatabaseThatIsAwayFor30SecondsCostsNoCommandAnAttempt() throws IOException {
    List<String> cases = IntStream.range(0, 24).mapToObj(i -> start("away", steps())).toList();
    await().atMost(SOON).until(() -> started(cases) >= cases.size() / 2);
    Ground.postgres().kill9();
    long since = System.nanoTime();
    List<String> more = IntStream.range(0, 6).mapToObj(i -> start("meanwhile", steps())).toList();
    await().atMost(AWAY.plusSeconds(5)).until(() -> System.nanoTime() - since >= AWAY.toNanos());
    Ground.postgres().start();

    for (List<String> all : List.of(cases, more)) {
      for (String id : all) {
        await()
            .atMost(RECOVERY)
            .untilAsserted(() -> assertThat(status(id)).containsExactly("COMPLETED"));
        assertThat(effects(id)).containsExactly("DO a", "DO b", "DO c");
        assertThat(attemptTexts(id)).isEmpty();
        assertThat(incidents(id)).isEmpty();
      }
    }
    assertThat(Sql.column("SELECT gid FROM pg_prepared_xacts")).isEmpty();
  }

  private static Step[] steps() {
    return new Step[] {
      Step.with("a", Trouble.SLEEP, 1).detail("200"),
      Step.with("b", Trouble.SLEEP, 1).detail("200"),
      Step.with("c", Trouble.SLEEP, 1).detail("200")
    };
  }

  private static int started(List<String> cases) {
    return Sql.count(
        "SELECT count(DISTINCT case_id) FROM it_effect WHERE case_id = ANY (?)",
        (Object) cases.toArray(String[]::new));
  }
}
