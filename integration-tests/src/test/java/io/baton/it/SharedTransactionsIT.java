package io.baton.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.baton.it.app.Step;
import io.baton.it.app.Trouble;
import io.baton.it.ground.Server;
import io.baton.it.ground.Sql;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands of many cases in one transaction, among them such as fail, dawdle or make no sense. */
final class SharedTransactionsIT extends OnServer {
  private static final int CASES = 400;
  private static final int EVERY = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String SHARED =
      "SELECT coalesce(max(cases), 0) FROM (SELECT count(DISTINCT case_id) AS cases"
          + " FROM baton_turn WHERE case_id LIKE ? GROUP BY CAST(xmin AS text)) t";
  private static final String TURNS = "SELECT count(*) FROM baton_turn WHERE case_id = ?";
  private static final String TRANSACTIONS =
      "SELECT count(DISTINCT CAST(xmin AS text)) FROM baton_turn WHERE case_id = ?";
  private static final String DEADLOCKS =
      "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()";
  private static final String DIFFERENT =
      """
      SELECT count(*) FROM baton_case c WHERE case_id LIKE ?
        AND (status <> 'COMPLETED' OR (
          SELECT string_agg(kind || activity, ' ' ORDER BY at) FROM it_effect e
          WHERE e.case_id = c.case_id) <> 'DOa DOb DOc')""";

  @Test
  void oneThatFailsDawdlesOrMakesNoSenseTakesNoOtherWithIt() {
    String those = newId("shared");
    int deadlocks = Sql.count(DEADLOCKS);
    send(those);

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(ended(those + "%")).isEqualTo(CASES));
    assertThat(Sql.count(DIFFERENT, those + "-fine-%")).isZero();
    for (int i = 0; i < CASES; i += EVERY) {
      String id = those + "-bad-" + i;
      Trouble trouble = trouble(i);
      boolean ends = trouble == Trouble.SLEEP || trouble == Trouble.VETO;
      assertThat(status(id)).as(id).containsExactly(ends ? "COMPLETED" : "COMPENSATED");
      assertThat(effects(id))
          .as("%s, which runs into %s", id, trouble)
          .isEqualTo(ends ? List.of("DO a", "DO b", "DO c") : List.of("DO a", "UNDO a"));
    }
    assertThat(parked(those)).as("commands that make no sense").isEqualTo(CASES / EVERY);
    assertThat(Sql.count(SHARED, those + "-fine-%"))
        .as("cases that moved on in one transaction")
        .isGreaterThan(8);
    assertThat(Sql.count(DEADLOCKS)).as("deadlocks").isEqualTo(deadlocks);
    assertThat(Server.messages("dead")).isZero();
  }

  /** What is cold may take longer than a chain lasts. */
  @Test
  void aCaseDoesItsActivitiesInOneTransactionWhenItsWorkflowSaysSo() {
    await("the transaction of the start, and one more")
        .atMost(SOON)
        .until(() -> Sql.count(TRANSACTIONS, chainedCase()), found -> found == 2);
  }

  private static String chainedCase() {
    String id = newId("chained");
    broker.send("start", chained(id, Step.fine("a"), Step.fine("b"), Step.fine("c")));
    awaitStatus(id, "COMPLETED");
    assertThat(effects(id)).containsExactly("DO a", "DO b", "DO c");
    assertThat(Sql.count(TURNS, id)).isEqualTo(5);
    return id;
  }

  @Test
  void whatFailsInAChainIsDoneOneByOne() {
    String id = newId("broken-chain");
    Step twice = Step.with("c", Trouble.THROW, 2);
    broker.send("start", chained(id, Step.fine("a"), Step.fine("b"), twice, Step.fine("d")));
    awaitStatus(id, "COMPLETED");
    assertThat(effects(id)).containsExactly("DO a", "DO b", "DO c", "DO d");
    assertThat(attemptTexts(id))
        .containsExactly("the boiler of c is cold", "the boiler of c is cold");
  }

  private static String chained(String id, Step... steps) {
    return request(id, steps).replace("\"steps\",", "\"chained\",");
  }

  /** All at once, so that they wait beside each other. */
  private static void send(String those) {
    try (JMSContext session = broker.session().createContext(JMSContext.SESSION_TRANSACTED)) {
      JMSProducer producer = session.createProducer();
      Queue start = session.createQueue("baton.start");
      Queue commands = session.createQueue("baton.commands");
      for (int i = 0; i < CASES; i++) {
        boolean bad = i % EVERY == 0;
        Step b = bad ? bad(trouble(i)) : Step.fine("b");
        String id = those + (bad ? "-bad-" : "-fine-") + i;
        producer.send(start, request(id, Step.fine("a"), b, Step.fine("c")));
        if (bad) {
          producer.setProperty("it_mark", those).send(commands, "do something");
          producer.clearProperties();
        }
      }
      session.commit();
    }
  }

  private static Step bad(Trouble trouble) {
    int attempts = trouble == Trouble.VETO ? 1 : Step.ALWAYS; // Each takes three commits.
    return Step.with("b", trouble, attempts).detail("1500");
  }

  private static Trouble trouble(int number) {
    Trouble[] of = {Trouble.THROW, Trouble.REFUSE, Trouble.SLEEP, Trouble.MARK, Trouble.VETO};
    return of[number / EVERY % of.length];
  }

  private static int ended(String like) {
    return Sql.count(
        "SELECT count(*) FROM baton_case WHERE case_id LIKE ? AND ended_at IS NOT NULL", like);
  }

  private static int parked(String mark) {
    JMSContext session = broker.session();
    int found = 0;
    try (JMSConsumer parked =
        session.createConsumer(session.createQueue("baton.parked"), "it_mark = '" + mark + "'")) {
      while (parked.receive(Duration.ofSeconds(1).toMillis()) != null) {
        found++;
      }
    }
    return found;
  }
}
