package io.baton.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.baton.it.app.Step;
import io.baton.it.app.Trouble;
import io.baton.it.ground.Server;
import io.baton.it.ground.Sql;
import io.baton.model.Event;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Messages that come twice, too early, or together. */
final class DeliveryIT extends OnServer {
  private static String template;

  @BeforeAll
  static void finishACaseToCopyFrom() {
    template = start("template", Step.fine("a"));
    awaitStatus(template, "COMPLETED");
  }

  @Test
  @DisplayName("A4.4 a command message that comes again after its step has one effect")
  void aCommandThatComesAgainAfterItsStepHasOneEffect() {
    String copy = Copies.text(Copies.attempt(template, template, 1, 1));
    broker.send("commands", copy);
    broker.send("commands", Copies.start(template));
    await().atMost(SOON).until(() -> Server.messages("commands") == 0);
    assertThat(effects(template)).containsExactly("DO a");
    assertThat(tries(template, "a")).isEqualTo(1);
    assertThat(turns(template)).isEqualTo(2);
  }

  @Test
  @DisplayName("A4.1 a command that is at work twice at one time has one effect")
  void aCommandThatIsAtWorkTwiceAtOneTimeHasOneEffect() {
    String id = start("twice", Step.with("a", Trouble.SLEEP, 1).detail("1500"));
    await().atMost(SOON).until(() -> tries(id, "a") == 1);
    broker.send("commands", Copies.text(Copies.attempt(id, id, 1, 1)));
    await().atMost(SOON).until(() -> tries(id, "a") == 2);
    awaitStatus(id, "COMPLETED");
    await().atMost(SOON).until(() -> Server.messages("commands") == 0);
    assertThat(effects(id)).containsExactly("DO a");
    assertThat(attemptTexts(id)).isEmpty();
    assertThat(turns(id)).isEqualTo(2);
  }

  @Test
  @DisplayName("A4.1 a command that overtakes the state that sent it waits for that state")
  void aCommandThatOvertakesTheStateThatSentItWaitsForIt() throws SQLException {
    String id = newId("overtake");
    try (Connection connection = Sql.connect()) {
      Copies.create(connection, template, id);
      connection.setAutoCommit(false);
      Copies.begin(connection, template, id);
      broker.send("commands", Copies.text(Copies.attempt(template, id, 1, 1)));
      await().atMost(SOON).until(DeliveryIT::somebodyWaitsForALock);
      assertThat(tries(id, "a")).isEqualTo(1);
      assertThat(status(id)).containsExactly("RUNNING");
      connection.commit();
    }
    awaitStatus(id, "COMPLETED");
    assertThat(tries(id, "a")).as("not rolled back and done again").isEqualTo(1);
    assertThat(effects(id)).containsExactly("DO a");
  }

  @Test
  void theFirstCommandOfACaseThatIsNotCommittedYetComesAgain() throws SQLException {
    String id = newId("unborn");
    try (Connection connection = Sql.connect()) {
      connection.setAutoCommit(false);
      Copies.create(connection, template, id);
      broker.send("commands", Copies.start(id));
      await().atMost(SOON).until(DeliveryIT::theOnlyCommandHasBeenRolledBack);
      connection.commit();
    }
    awaitStatus(id, "COMPLETED");
    assertThat(effects(id)).containsExactly("DO a");
    assertThat(incidents(id)).isEmpty();
  }

  @Test
  void twoBatchesThatDeadlockOnApplicationRowsBothFinishWithoutAnAttemptBurnt() {
    String a = start("cross-a", cross("east,west"));
    String b = start("cross-b", cross("west"));
    String c = start("cross-c", cross("west,east"));
    String d = start("cross-d", cross("east"));
    List<String> all = List.of(a, b, c, d);
    await().atMost(SOON).until(() -> all.stream().allMatch(id -> attemptTexts(id).count() == 1));
    int deadlocks = deadlocks();
    broker.send("commands", Copies.text(secondAttempt(a), secondAttempt(b)));
    broker.send("commands", Copies.text(secondAttempt(c), secondAttempt(d)));
    all.forEach(id -> awaitStatus(id, "COMPLETED"));
    await().atMost(SOON).until(() -> deadlocks() > deadlocks);
    for (String id : all) {
      assertThat(effects(id)).hasSize(1);
      assertThat(attemptTexts(id)).hasSize(1);
      assertThat(events(id, Event.RefSettled.class)).hasSize(1);
    }
    assertThat(Sql.column("SELECT amount FROM it_account WHERE name IN ('east', 'west')"))
        .containsExactly("2", "2");
  }

  private static Step cross(String rows) {
    return Step.with("late-" + rows, Trouble.CROSS, Step.ALWAYS).detail(rows);
  }

  private static io.baton.model.Command secondAttempt(String id) {
    return Copies.attempt(id, id, 2, turns(id));
  }

  private static int deadlocks() {
    return Sql.count("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()");
  }

  private static boolean somebodyWaitsForALock() {
    return Sql.count("SELECT count(*) FROM pg_locks WHERE NOT granted") > 0;
  }

  /** Then it lies in the queue and waits for its redelivery delay. */
  private static boolean theOnlyCommandHasBeenRolledBack() {
    return Server.messages("commands") == 1 && Server.scheduled("commands") == 1;
  }
}
