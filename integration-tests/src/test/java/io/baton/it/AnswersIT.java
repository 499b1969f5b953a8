package io.baton.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.baton.it.app.Step;
import io.baton.it.app.Trouble;
import io.baton.it.ground.Broker;
import io.baton.it.ground.Sql;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TemporaryQueue;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What those are told who start a case by message and wait for the answer. */
@DisplayName("A4.15 access by JMS, with an answer")
final class AnswersIT extends OnServer {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NEARLY_A_MILLION = 999_900;

  @Test
  void theAskerIsToldTheResultUnderItsCorrelationId() throws Exception {
    String id = newId("ask");
    JsonNode answer = ask(request(id, Step.fine("a"), Step.fine("b")));
    assertThat(answer.path("caseId").asText()).isEqualTo(id);
    assertThat(answer.path("status").asText()).isEqualTo("COMPLETED");
    assertThat(answer.path("result").toString())
        .isEqualTo("[\"a by anonymous\",\"b by anonymous\"]");
  }

  @Test
  void theAskerIsToldWhyTheCaseFailed() throws Exception {
    JsonNode answer =
        ask(request(newId("ask"), Step.fine("a"), Step.with("b", Trouble.REFUSE, Step.ALWAYS)));
    assertThat(answer.path("status").asText()).isEqualTo("COMPENSATED");
    assertThat(answer.path("failure").path("message").asText()).contains("no more b");
  }

  @Test
  void whoAsksAgainForAFinishedCaseIsToldAgainAndNothingIsDoneTwice() throws Exception {
    String id = newId("again");
    JsonNode first = ask(request(id, Step.fine("a")));
    JsonNode second = ask(request(id, Step.fine("a")));
    assertThat(second).isEqualTo(first);
    assertThat(effects(id)).containsExactly("DO a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"workflow\":\"nix\"} | BATON-1101 | nix",
        "{\"workflow\":\"steps\",\"version\":9} | BATON-1102 | no version 9",
        "{\"workflow\":\"steps\",\"input\":{\"steps\":[{\"name\":7.5,\"times\":\"x\"}]}} | BATON-1103 | /steps/0/times",
        "{\"workflow\": | BATON-1105 | line 1"
      })
  void whoeverAsksForWhatCannotBeIsToldWhatIsWrongAndWhere(
      String request, String code, String where) throws Exception {
    JsonNode answer = ask(request);
    assertThat(answer.path("status").asText()).isEqualTo("REJECTED");
    assertThat(answer.path("failure").path("type").asText()).isEqualTo(code);
    assertThat(answer.path("failure").path("message").asText()).contains(where);
  }

  @Test
  void theLargestResultFitsIntoAnAnswer() throws Exception {
    Step large = Step.with("a", Trouble.LARGE, 1).detail("" + NEARLY_A_MILLION);
    JsonNode answer = ask(request(newId("large"), large));
    assertThat(answer.path("status").asText()).isEqualTo("COMPLETED");
    assertThat(answer.path("result").path(0).asText()).hasSize(NEARLY_A_MILLION);
  }

  @Test
  void anAskerWhoHasGoneDoesNotDisturbTheCase() throws JMSException {
    String id = newId("gone");
    try (Broker asker = Broker.connect()) {
      JMSContext session = asker.session();
      session
          .createProducer()
          .setJMSReplyTo(session.createTemporaryQueue())
          .send(
              session.createQueue("baton.start"),
              request(id, Step.with("a", Trouble.SLEEP, 1).detail("1500"), Step.fine("b")));
      await().atMost(SOON).until(() -> tries(id, "a") == 1);
    }
    awaitStatus(id, "COMPLETED");
    assertThat(effects(id)).containsExactly("DO a", "DO b");
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(() -> assertThat(incidents(id)).containsExactly("BATON-1307"));
    assertThat(Sql.value("SELECT payload FROM baton_incident WHERE case_id = ?", id))
        .contains("COMPLETED");
  }

  private static JsonNode ask(String request) throws JMSException, JsonProcessingException {
    JMSContext session = broker.session();
    TemporaryQueue answers = session.createTemporaryQueue();
    String correlation = newId("question");
    session
        .createProducer()
        .setJMSReplyTo(answers)
        .setJMSCorrelationID(correlation)
        .send(session.createQueue("baton.start"), request);
    try (var consumer = session.createConsumer(answers)) {
      Message answer = consumer.receive(SOON.toMillis());
      assertThat(answer).as("the answer").isNotNull();
      assertThat(answer.getJMSCorrelationID()).isEqualTo(correlation);
      return JSON.readTree(answer.getBody(String.class));
    }
  }
}
