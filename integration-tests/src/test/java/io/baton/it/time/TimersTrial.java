package io.baton.it.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** What timers promise, for one way of being woken. The clock that counts is the database's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class TimersTrial {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration HOUR = Duration.ofHours(1);

  private TwoNodes nodes;
  private Connection database;
  private Naps naps;

  abstract String wakeUp();

  @BeforeAll
  void start() throws Exception {
    Path folder = Files.createDirectories(Path.of("target/time-" + wakeUp()));
    nodes = new TwoNodes(folder, wakeUp());
    nodes.start(NapArchive.write(folder));
    database = nodes.connect();
    naps = new Naps(database);
  }

  @AfterAll
  void end() throws Exception {
    if (database != null) {
      database.close();
    }
    if (nodes != null) {
      nodes.end();
    }
  }

  @AfterEach
  void eachTimerFiredOnceAndNoneEarly() throws SQLException {
    List<Naps.Firing> firings = naps.firings();
    assertThat(firings.stream().map(Naps.Firing::caseId)).as("once").doesNotHaveDuplicates();
    assertThat(firings).as("all").hasSize(naps.requested());
    assertThat(firings).as("none early").allMatch(firing -> firing.lateMillis() >= 0);
    assertThat(naps.timersLeft()).isZero();
    assertThat(naps.column("SELECT reason FROM baton_incident")).isEmpty();
  }

  private void awaitAll() {
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(naps.ended()).isEqualTo(naps.requested()));
  }

  @Test
  @Order(1)
  void timersFireSoonAfterTheyAreDue() throws Exception {
    nodes.send(0, naps.requests(5, Duration.ofMillis(500), Duration.ofSeconds(1))); // Warm-up.
    nodes.send(1, naps.requests(5, Duration.ofMillis(500), Duration.ofSeconds(1)));
    awaitAll();
    int warm = naps.requested();
    for (int i = 0; i < 15; i++) {
      nodes.send(i % 2, naps.requests(1, Duration.ofMillis(200), Duration.ofSeconds(3)));
    }
    awaitAll();
    List<Long> late =
        naps.firings().stream()
            .filter(firing -> firing.caseId().compareTo("nap-%05d".formatted(warm)) >= 0)
            .map(Naps.Firing::lateMillis)
            .sorted()
            .toList();
    System.out.println(wakeUp() + ": ms late " + late);
    // By the heartbeat of a second alone it would be about 500.
    assertThat(late.get(late.size() / 2)).as("the median of %s", late).isLessThan(300);
  }

  @Test
  @Order(2)
  void aNodeThatIsKilledTakesNoTimerWithIt() throws Exception {
    nodes.send(0, naps.requests(150, Duration.ofMillis(500), Duration.ofSeconds(6)));
    nodes.send(1, naps.requests(150, Duration.ofMillis(500), Duration.ofSeconds(6)));
    int third = naps.requested() - 200;
    await().atMost(LONG).until(() -> naps.ended() >= third);
    nodes.kill9(0);
    int later = naps.firings().size();
    await().atMost(LONG).until(() -> naps.firings().size() > later);
    nodes.restart(0);
    awaitAll();
    System.out.println(
        wakeUp()
            + ": fired by "
            + naps.firings().stream()
                .collect(Collectors.groupingBy(Naps.Firing::node, Collectors.counting())));
  }

  @Test
  @Order(3)
  void clocksThatAreAnHourWrongChangeNothing() throws Exception {
    assumeThat(FakeTime.isInstalled()).as("libfaketime is installed").isTrue();
    for (Duration jump : List.of(HOUR, Duration.ZERO, HOUR.negated())) {
      int before = naps.requested();
      nodes.send(0, naps.requests(10, Duration.ofSeconds(1), Duration.ofSeconds(3)));
      nodes.send(1, naps.requests(10, Duration.ofSeconds(1), Duration.ofSeconds(3)));
      await().atMost(LONG).until(() -> naps.timersLeft() > 0);
      nodes.clocks.move(jump);
      awaitAll();
      System.out.printf(
          "%s: clock %s: at most %d ms late%n",
          wakeUp(),
          jump,
          naps.firings().stream()
              .filter(firing -> firing.caseId().compareTo("nap-%05d".formatted(before)) >= 0)
              .mapToLong(Naps.Firing::lateMillis)
              .max()
              .orElseThrow());
    }
  }

  /** How many of the calendar's minutes are waited for. */
  int minutes() {
    return 2;
  }

  @Test
  @Order(4)
  void aCalendarStartsOneCaseAMinuteInTheWholeCluster() throws Exception {
    String ids = "SELECT case_id FROM baton_case WHERE workflow = 'minutely' ORDER BY case_id";
    await().atMost(Duration.ofSeconds(90)).until(() -> naps.column(ids).size() >= minutes());
    List<String> started = naps.column(ids);
    assertThat(started)
        .allMatch(id -> id.matches("minutely@\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:00Z"));
    assertThat(
            naps.number(
                "SELECT count(*) FROM baton_case WHERE workflow = 'minutely' AND created_at <"
                    + " CAST(substr(case_id, 10) AS timestamptz)"))
        .as("started before their time, by the database's clock")
        .isZero();
    await()
        .atMost(LONG)
        .until(
            () ->
                naps.number(
                        "SELECT count(*) FROM baton_case WHERE workflow = 'minutely'"
                            + " AND status <> 'COMPLETED'")
                    == 0);
  }
}
