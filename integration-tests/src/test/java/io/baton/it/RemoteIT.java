package io.baton.it;

import static io.baton.it.OnServer.SOON;
import static io.baton.it.OnServer.awaitStatus;
import static io.baton.it.OnServer.events;
import static io.baton.it.OnServer.incidents;
import static io.baton.it.OnServer.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.cli.ground.WildFlyHome;
import io.baton.it.away.Bank;
import io.baton.it.ground.Ground;
import io.baton.it.ground.Server;
import io.baton.it.ground.Sql;
import io.baton.model.CaseId;
import io.baton.model.Command.CancelCase;
import io.baton.model.CommandId;
import io.baton.model.Event;
import io.baton.wire.CommandCodec;
import io.baton.worker.Refusal;
import io.baton.worker.Worker;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Work that is done by somebody else, who is asked and answers by message. */
@DisplayName("A4.8 activities by remote workers")
final class RemoteIT extends AwayOnServer {
  private static final String TRACE = "00-%s0000000000000000000000000000000-1111111111111111-01";

  @Test
  void aWorkerIsAskedOnceAndItsAnswerIsTheResult() throws Exception {
    String id = start("remote", "hotel savoy");
    TextMessage message = message("work.it.hotel", id);
    assertThat(message.getJMSCorrelationID()).isEqualTo(id + "/1");
    assertThat(((Queue) message.getJMSReplyTo()).getQueueName()).isEqualTo("baton.answers");
    assertThat(message.getStringProperty("baton_activity")).isEqualTo("Hotel.reserve");
    assertThat(message.getIntProperty("baton_attempt")).isEqualTo(1);
    JsonNode request = JSON.readTree(message.getText());
    assertThat(request.path("args").toString()).isEqualTo("[\"savoy\"]");
    assertThat(request.path("idempotencyKey").asText()).isEqualTo(id + "/1");
    assertThat(Instant.parse(request.path("deadline").asText()))
        .isBetween(Instant.now().plusSeconds(3_500), Instant.now().plusSeconds(3_700));
    answer(request, "'value':'room 7'");
    assertThat(result(id)).isEqualTo("[\"room 7\"]");
  }

  @Test
  void requestsAndOutputsBelongToTheTraceOfWhoCausedThem() throws Exception {
    String id = newId("traced");
    traced("start", "1", startOf(id, "hotel savoy", "output news"));
    TextMessage request = message("work.it.hotel", id);
    assertThat(request.getStringProperty("traceparent")).isEqualTo(TRACE.formatted("1"));
    assertThat(request.getStringProperty("tracestate")).isEqualTo("who=1");
    traced("answers", "2", answerTo(JSON.readTree(request.getText()), "'value':'room 7'"));
    TextMessage output = message("outputs", id);
    assertThat(output.getStringProperty("traceparent")).isEqualTo(TRACE.formatted("2"));
    assertThat(result(id)).isEqualTo("[\"room 7\",\"news\"]");
  }

  private static void traced(String queue, String digit, String text) {
    JMSContext session = broker.session();
    session
        .createProducer()
        .setProperty("traceparent", TRACE.formatted(digit))
        .setProperty("tracestate", "who=" + digit)
        .send(session.createQueue("baton." + queue), text);
  }

  @Test
  void aSecondAnswerComesTooLateAndIsOnRecord() {
    String id = start("twice", "hotel savoy", "hotel ritz");
    JsonNode request = request(id);
    answer(request, "'value':'room 7'");
    JsonNode next = request(id);
    answer(request, "'value':'room 8'");
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(events(id, Event.WishRefused.class)).hasSize(1));
    answer(next, "'value':'suite'");
    assertThat(result(id)).isEqualTo("[\"room 7\",\"suite\"]");
  }

  @Test
  void anErrorThatIsAnAnswerReachesTheWorkflowAsTheExceptionOfTheThrowsClause() {
    String id = start("no", "hotel savoy");
    answer(request(id), "'error':{'type':'NoRooms','message':'full','retry':false}");
    assertThat(result(id)).isEqualTo("[\"no: full\"]");
    assertThat(events(id, Event.UndoDropped.class)).as("nothing happened").hasSize(1);
  }

  @Test
  void aFailedAttemptIsAskedAgainUnderTheSameKey() {
    String id = start("again", "hotel savoy");
    JsonNode first = request(id);
    answer(first, "'error':{'type':'Down','message':'no line'}");
    JsonNode second = request(id);
    assertThat(second.path("attempt").asInt()).isEqualTo(2);
    assertThat(second.get("idempotencyKey")).isEqualTo(first.get("idempotencyKey"));
    answer(first, "'error':{'type':'Down','message':'the first one once more'}");
    answer(second, "'value':'room 7'");
    assertThat(result(id)).isEqualTo("[\"room 7\"]");
    assertThat(events(id, Event.AttemptFailed.class))
        .singleElement()
        .satisfies(failed -> assertThat(failed.failure().message()).isEqualTo("no line"));
  }

  @Test
  void aHeartbeatMovesTheDeadline() {
    String id = start("beat", "hotel savoy");
    JsonNode request = request(id);
    answer(request, "'heartbeat':true");
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(events(id, Event.AnswerDelayed.class))
                    .singleElement()
                    .satisfies(
                        delayed ->
                            assertThat(delayed.due())
                                .isAfter(Instant.parse(request.path("deadline").asText()))));
    answer(request, "'inprogress':true");
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(events(id, Event.AnswerDelayed.class)).hasSize(2));
    answer(request, "'value':'room 7'");
    assertThat(result(id)).isEqualTo("[\"room 7\"]");
  }

  @Test
  @DisplayName("A4.10 what a remote worker did is taken back by a remote worker")
  void whatAWorkerDidIsTakenBackByAWorker() {
    String id = start("undo", "hotel savoy", "bank " + Bank.BROKEN);
    answer(request(id), "'value':'room 7'");
    JsonNode undo = request(id);
    assertThat(undo.path("activity").asText()).isEqualTo("Hotel.cancel");
    assertThat(undo.path("undo").asBoolean()).isTrue();
    assertThat(undo.path("args").toString()).isEqualTo("[\"savoy\",\"room 7\"]");
    assertThat(undo.path("idempotencyKey").asText()).isEqualTo(id + "/1/undo");
    answer(undo, "'error':{'type':'Down','message':'no line'}");
    JsonNode again = request(id);
    assertThat(again.path("attempt").asInt()).isEqualTo(2);
    answer(again, "'value':null");
    awaitStatus(id, "COMPENSATED");
  }

  @Test
  void theLateAnswerOfACancelledRefTellsItsUndoWhatToTakeBack() {
    String id = start("late", "two-hotels savoy");
    Map<String, JsonNode> asked = new ConcurrentHashMap<>();
    for (JsonNode request : List.of(request(id), request(id))) {
      asked.put(request.path("args").path(0).asText(), request);
    }
    CommandId cancel = new CommandId("cancel " + id);
    broker.send(
        "commands",
        CommandCodec.write(List.of(new CancelCase(new CaseId(id), cancel, "changed my mind"))));
    JsonNode firstUndo = request(id);
    assertThat(firstUndo.path("args").toString()).isEqualTo("[\"savoy two\",null]");
    answer(asked.get("savoy one"), "'value':'room 1'");
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(events(id, Event.WishRefused.class)).hasSize(1));
    answer(firstUndo, "'value':null");
    JsonNode secondUndo = request(id);
    assertThat(secondUndo.path("args").toString()).isEqualTo("[\"savoy one\",\"room 1\"]");
    answer(secondUndo, "'value':null");
    awaitStatus(id, "CANCELLED");
  }

  @Test
  void anOpenRefIsAnsweredByItsId() throws Exception {
    String id = start("ref", "ref");
    TextMessage output = message("outputs", id);
    assertThat(output.getStringProperty("baton_topic")).isEqualTo("refs");
    String ref = JSON.readTree(output.getText()).asText();
    assertThat(ref).startsWith(id + "/");
    broker.send("answers", "{\"ref\":\"%s\",\"value\":\"yes\"}".formatted(ref));
    assertThat(result(id)).isEqualTo("[\"yes\"]");
  }

  @Test
  void anOutputLeavesWithTopicAndKey() throws Exception {
    String id = start("output", "output news");
    TextMessage output = message("outputs", id);
    assertThat(output.getStringProperty("baton_topic")).isEqualTo("trips");
    assertThat(output.getStringProperty("baton_key")).isEqualTo("key of news");
    assertThat(output.getText()).isEqualTo("[\"news\"]");
    assertThat(result(id)).isEqualTo("[\"news\"]");
  }

  @Test
  void whatIsNoAnswerIsPutAsideWithItsReason() {
    String text = "{\"case\":\"%s\",\"ref\":\"1\"}".formatted(OnServer.newId("bad"));
    broker.send("answers", text);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(Sql.column("SELECT code FROM baton_incident WHERE payload = ?", text))
                    .containsExactly("BATON-1202"));
  }

  @Test
  void aWorkerInJavaDoesTheWork() {
    Map<String, String> rooms = new ConcurrentHashMap<>();
    try (Worker worker =
        Worker.on(broker.connections())
            .login(WildFlyHome.CLIENT, Ground.clientPassword())
            .destination("it.hotel")
            .handle(
                "Hotel.reserve",
                (args, task) -> {
                  String what = args.get(0, String.class);
                  if (what.equals("full")) {
                    throw new Refusal("NoRooms", "full");
                  }
                  return rooms.computeIfAbsent(task.idempotencyKey(), key -> "room of " + what);
                })
            .threads(2)
            .start()) {
      String id = start("java", "hotel savoy", "hotel full", "hotel ritz");
      assertThat(worker).isNotNull();
      assertThat(result(id)).isEqualTo("[\"room of savoy\",\"no: full\",\"room of ritz\"]");
      assertThat(rooms).containsOnlyKeys(id + "/1", id + "/3");
      assertThat(incidents(id)).isEmpty();
    }
  }

  @Test
  void anAnswerForACaseThatIsNotThereYetWaitsForIt() {
    String id = OnServer.newId("early");
    broker.send(
        "answers", "{\"case\":\"%s\",\"ref\":\"1\",\"attempt\":1,\"value\":1}".formatted(id));
    await().atMost(SOON).until(() -> Server.scheduled("answers") == 1);
    broker.send(
        "start",
        "{\"workflow\":\"away\",\"caseId\":\"%s\",\"input\":{\"steps\":[\"hotel savoy\"]}}"
            .formatted(id));
    answer(request(id), "'value':'room 7'");
    awaitStatus(id, "COMPLETED");
    await().atMost(SOON).until(() -> Server.messages("answers") == 0);
    assertThat(events(id, Event.WishRefused.class)).as("one of both came too late").hasSize(1);
  }
}
