package io.baton.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.baton.it.app.Step;
import io.baton.it.ground.Server;
import io.baton.it.ground.Sql;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent: it is parked once with a reason, and the queue goes on. */
final class UnreadableMessagesIT extends OnServer {
  private static final String START_OF =
      "{\"schema\":1,\"commands\":[{\"type\":\"StartCase\",\"caseId\":\"x\",\"id\":\"start\",";

  @ParameterizedTest(name = "commands: {0}")
  @MethodSource("badCommands")
  void aCommandMessageThatCannotBeReadIsParkedOnceWithTheReason(
      String what, String reason, Function<JMSContext, Message> message) throws JMSException {
    isParkedOnce("commands", "BATON-1201", reason, message);
  }

  @ParameterizedTest(name = "start: {0}")
  @MethodSource("badStarts")
  void aStartMessageThatCannotBeAcceptedIsParkedOnceWithTheReason(
      String what, String reason, Function<JMSContext, Message> message) throws JMSException {
    isParkedOnce("start", reason.substring(0, 10), reason.substring(11), message);
  }

  @AfterEach
  void theQueuesGoOn() {
    String id = start("after", Step.fine("a"));
    awaitStatus(id, "COMPLETED");
    await().atMost(SOON).until(() -> Server.messages("commands") + Server.messages("start") == 0);
  }

  static Stream<Arguments> badCommands() {
    return Stream.of(
        of("object", "expected a TextMessage", s -> s.createObjectMessage(new ArrayList<>())),
        of("bytes", "expected a TextMessage", JMSContext::createBytesMessage),
        of("map", "expected a TextMessage", JMSContext::createMapMessage),
        of("stream", "expected a TextMessage", JMSContext::createStreamMessage),
        of("plain", "expected a TextMessage", JMSContext::createMessage),
        of("null text", "empty", JMSContext::createTextMessage),
        text("empty text", "empty", ""),
        text("no JSON", "line 1", "do something"),
        text("truncated", "line 1", START_OF),
        text("deep", "depth", "[".repeat(100_000)),
        text("oversized", "the limit is", "\"" + "x".repeat(5_000_000) + "\""),
        text("long number", "Number value length", "{\"schema\":" + "1".repeat(10_000) + "}"),
        text("huge exponent", "/schema", "{\"schema\":1e999999,\"commands\":[]}"),
        text("doubled member", "Duplicate", "{\"schema\":1,\"schema\":1,\"commands\":[]}"),
        text("byte order mark", "line 1", "\uFEFF\uFEFF{}"),
        text("no schema", "/schema", "{\"commands\":[]}"),
        text("newer schema", "/schema", "{\"schema\":2,\"commands\":[]}"),
        text("no command", "/commands", "{\"schema\":1,\"commands\":[]}"),
        text("null command", "/commands/0", "{\"schema\":1,\"commands\":[null]}"),
        text("unknown command", "Explode", commands("{\"type\":\"Explode\"}")),
        text("class name", "java.lang", commands("{\"type\":\"java.lang.Runtime\"}")),
        text(
            "missing member",
            "/commands/0/workflow",
            START_OF.substring(0, START_OF.length() - 1) + "}]}"),
        text(
            "wrong type",
            "/commands/0/workflow/version",
            START_OF + "\"workflow\":{\"name\":\"steps\",\"version\":\"one\"}}]}"),
        text(
            "forged line",
            "control character",
            START_OF.replace("\"x\"", "\"x\\ny\"")
                + "\"workflow\":{\"name\":\"steps\",\"version\":1}}]}"));
  }

  static Stream<Arguments> badStarts() {
    return Stream.of(
        of("object", "BATON-1105 a TextMessage", s -> s.createObjectMessage(new ArrayList<>())),
        of("null text", "BATON-1105 empty", JMSContext::createTextMessage),
        text("no JSON", "BATON-1105 line 1", "please"),
        text("oversized", "BATON-1105 the limit is", "\"" + "x".repeat(1_500_000) + "\""),
        text("no workflow", "BATON-1105 /workflow", "{}"),
        text("unknown member", "BATON-1105 flavour", "{\"workflow\":\"steps\",\"flavour\":1}"),
        text("unknown workflow", "BATON-1101 'nix'", "{\"workflow\":\"nix\"}"),
        text(
            "unknown version", "BATON-1102 no version 7", "{\"workflow\":\"steps\",\"version\":7}"),
        text(
            "wrong input", "BATON-1103 /steps", "{\"workflow\":\"steps\",\"input\":{\"steps\":3}}"),
        of(
            "long correlation id",
            "BATON-1105 correlation id has 400 characters",
            session -> askingUnder(session, "x".repeat(400))),
        of(
            "forged correlation id",
            "BATON-1105 correlation id contains a control character",
            session -> askingUnder(session, "a\nb")),
        text("no input", "BATON-1103 steps@1", "{\"workflow\":\"steps\"}"));
  }

  private static void isParkedOnce(
      String queue, String code, String reason, Function<JMSContext, Message> made)
      throws JMSException {
    String mark = UUID.randomUUID().toString();
    int incidents = incidents();
    JMSContext session = broker.session();
    Message message = made.apply(session);
    JMSProducer producer = session.createProducer().setProperty("it_mark", mark);
    producer.send(session.createQueue("baton." + queue), message);

    try (JMSConsumer parked =
        session.createConsumer(session.createQueue("baton.parked"), "it_mark = '" + mark + "'")) {
      Message found = parked.receive(SOON.toMillis());
      assertThat(found).as("the parked message").isNotNull();
      assertThat(found.getStringProperty("baton_reason")).startsWith(code).contains(reason);
      assertThat(found).hasSameClassAs(message);
      if (message instanceof TextMessage text) {
        assertThat(((TextMessage) found).getText()).isEqualTo(text.getText());
      }
      assertThat(incidents()).isEqualTo(incidents + 1);
      assertThat(Sql.value("SELECT code FROM baton_incident ORDER BY id DESC LIMIT 1"))
          .isEqualTo(code);
      assertThat(parked.receiveNoWait()).as("a second copy").isNull();
    }
  }

  private static Message askingUnder(JMSContext session, String correlationId) {
    try {
      Message message = session.createTextMessage("{\"workflow\":\"steps\"}");
      message.setJMSReplyTo(session.createTemporaryQueue());
      message.setJMSCorrelationID(correlationId);
      return message;
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int incidents() {
    return Sql.count("SELECT count(*) FROM baton_incident");
  }

  private static String commands(String... commands) {
    return "{\"schema\":1,\"commands\":" + List.of(commands) + "}";
  }

  private static Arguments text(String what, String reason, String text) {
    return of(what, reason, session -> session.createTextMessage(text));
  }

  private static Arguments of(String what, String reason, Function<JMSContext, Message> message) {
    return Arguments.of(what, reason, message);
  }
}
