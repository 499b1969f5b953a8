package io.baton.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.baton.it.away.Errand;
import io.baton.it.ground.Broker;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test against the application {@code away}, whose workers it plays by hand. */
@ExtendWith(ArquillianExtension.class)
abstract class AwayOnServer {
  static final ObjectMapper JSON = new ObjectMapper();

  static Broker broker;

  @Deployment(testable = false)
  static EnterpriseArchive application() {
    return Applications.away();
  }

  @BeforeAll
  static void connect() {
    broker = Broker.connect();
  }

  @AfterAll
  static void disconnect() {
    broker.close();
  }

  /** Starts a case; its id begins with {@code what}. */
  static String start(String what, String... steps) {
    String id = OnServer.newId(what);
    broker.send("start", startOf(id, steps));
    return id;
  }

  static String startOf(String id, String... steps) {
    return "{\"workflow\":\"away\",\"caseId\":\"%s\",\"input\":%s}".formatted(id, input(steps));
  }

  private static String input(String... steps) {
    try {
      return JSON.writeValueAsString(new Errand(List.of(steps)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The next message of the case on the queue {@code baton.<name>}. */
  static TextMessage message(String name, String caseId) {
    JMSContext session = broker.session();
    String selector = "baton_case = '" + caseId + "'";
    try (JMSConsumer consumer =
        session.createConsumer(session.createQueue("baton." + name), selector)) {
      Message message = consumer.receive(OnServer.SOON.toMillis());
      assertThat(message).as("a message of %s on baton.%s", caseId, name).isNotNull();
      return (TextMessage) message;
    }
  }

  /** What the case asks of the hotel next. */
  static JsonNode request(String caseId) {
    try {
      return JSON.readTree(message("work.it.hotel", caseId).getText());
    } catch (JMSException | JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Answers a request; {@code rest} such as {@code 'value':1}. */
  static void answer(JsonNode request, String rest) {
    broker.send("answers", answerTo(request, rest));
  }

  static String answerTo(JsonNode request, String rest) {
    return "{\"case\":%s,\"ref\":%s,\"attempt\":%s,\"undo\":%s,%s}"
        .formatted(
            request.get("case"),
            request.get("ref"),
            request.get("attempt"),
            request.get("undo"),
            rest.replace('\'', '"'));
  }

  /** The case's result, as JSON. */
  static String result(String caseId) {
    OnServer.awaitStatus(caseId, "COMPLETED");
    return OnServer.events(caseId, io.baton.model.Event.CaseEnded.class).get(0).result().toString();
  }
}
