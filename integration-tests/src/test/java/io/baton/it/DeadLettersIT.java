package io.baton.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.baton.it.app.Step;
import io.baton.it.ground.Server;
import io.baton.it.ground.Sql;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the broker gave up delivering. */
final class DeadLettersIT extends OnServer {
  private static final Duration LATER = Duration.ofSeconds(40);

  private static String template;

  @BeforeAll
  static void finishACaseToCopyFrom() {
    template = start("template", Step.fine("a"));
    awaitStatus(template, "COMPLETED");
  }

  @Test
  void aHealthyCommandThatTheBrokerGaveUpIsSentAgainAndFinished() throws SQLException {
    String id = newId("given-up");
    int dead = Server.messagesEver("dead");
    Server.setAddress("max-delivery-attempts", 2);
    try (Connection connection = Sql.connect()) {
      connection.setAutoCommit(false);
      Copies.create(connection, template, id);
      broker.send("commands", Copies.start(id));
      await().atMost(LATER).until(() -> Server.messagesEver("dead") > dead);
      connection.commit();
    } finally {
      Server.setAddress("max-delivery-attempts", 10);
    }
    awaitStatus(id, "COMPLETED");
    assertThat(effects(id)).containsExactly("DO a");
    assertThat(incidents(id)).isEmpty();
  }

  @Test
  void aDeadLetterOfNoCaseBecomesAnIncidentAndIsNotSentForEver() throws JMSException {
    String id = newId("nobody");
    die("baton.commands", Copies.start(id), 5);
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(incidents(id)).containsExactly("BATON-1304"));
    assertThat(Sql.value("SELECT reason FROM baton_incident WHERE case_id = ?", id))
        .contains(id)
        .contains("does not exist");
    await().atMost(SOON).until(() -> Server.messages("dead") + Server.messages("commands") == 0);
  }

  @Test
  void aDeadLetterOfAnEndedStepIsDropped() throws JMSException {
    int added = Server.messagesEver("commands");
    die("baton.commands", Copies.text(Copies.attempt(template, template, 1, 1)), 0);
    await().atMost(SOON).until(() -> Server.messages("dead") == 0);
    assertThat(Server.messagesEver("commands")).isEqualTo(added);
    assertThat(incidents(template)).isEmpty();
  }

  @Test
  void aDeadLetterThatCannotBeReadIsParked() throws JMSException {
    String text = "dead " + newId("unreadable");
    die("baton.commands", text, 0);
    JMSContext session = broker.session();
    try (JMSConsumer parked = session.createConsumer(session.createQueue("baton.parked"))) {
      Message found = parked.receive(SOON.toMillis());
      assertThat(found.getBody(String.class)).isEqualTo(text);
      assertThat(found.getStringProperty("baton_reason")).startsWith("BATON-1201");
    }
    assertThat(Sql.column("SELECT kind FROM baton_incident WHERE payload = ?", text))
        .containsExactly("DEAD");
  }

  @Test
  void aDeadStartMessageIsTriedAgain() throws JMSException {
    String id = newId("late-start");
    die("baton.start", request(id, Step.fine("a")), 0);
    await().atMost(LATER).untilAsserted(() -> assertThat(status(id)).containsExactly("COMPLETED"));
  }

  @Test
  void aDeadLetterWhoseHeadersAreNonsenseIsHandledAllTheSame() throws JMSException {
    JMSContext session = broker.session();
    Message message =
        session.createTextMessage(Copies.text(Copies.attempt(template, template, 1, 1)));
    message.setStringProperty("baton_hops", "many");
    session.createProducer().send(session.createQueue("baton.dead"), message);
    await().atMost(SOON).until(() -> Server.messages("dead") == 0);
  }

  /** Puts a message where the broker would put it, and as. */
  private static void die(String from, String text, int hops) throws JMSException {
    JMSContext session = broker.session();
    Message message = session.createTextMessage(text);
    message.setStringProperty("_AMQ_ORIG_ADDRESS", "jms.queue." + from);
    message.setIntProperty("baton_hops", hops);
    session.createProducer().send(session.createQueue("baton.dead"), message);
  }
}
