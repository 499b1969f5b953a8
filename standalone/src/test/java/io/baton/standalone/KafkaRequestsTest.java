package io.baton.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.api.CaseStatus;
import io.baton.ejb.jms.Names;
import io.baton.wire.Json;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.activemq.artemis.jms.client.ActiveMQDestination;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests to workers on Kafka, as a bridge finds them on the queues of outputs. */
@DisplayName("5.4 REMOTE activities with a destination on Kafka")
class KafkaRequestsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Map<String, String> SETTINGS =
      Map.of(
          "baton.outputs.shards", "2",
          "baton.kafka.answers", "trip-answers",
          "baton.kafka.calledoff", "trip-calledoff",
          "baton.task.format.kafka:cars", "executor",
          "baton.task.format.license", "manager",
          "baton.task.topics.license", "kafka:fromanager,kafka:frommanager");

  private static final String GRAPH =
      """
      {'schema':'baton-graph/1','name':'trip','version':1,'nodes':{
        'hotel':{'kind':'task','service':'hotel','function':'reserve','destination':'kafka:hotels',
          'timeout':'PT1H','retry':{'delay':'PT2S','jitter':0}}}}
      """;
  private static final String CARS =
      """
      {'schema':'baton-graph/1','name':'car','version':1,'nodes':{
        'car':{'kind':'task','service':'car','function':'reserve','destination':'kafka:cars'}}}
      """;

  private static final String LICENSES =
      "{'name':'registration','version':'v0.1.0','workflow':{'license.create':[]}}";

  @TempDir Path folder;
  private DurableBaton baton;

  @BeforeEach
  void start() {
    SETTINGS.forEach(System::setProperty);
    DurableBaton.Builder builder = Baton.durable(folder);
    builder.deploy(GRAPH.replace('\'', '"'));
    builder.deploy(CARS.replace('\'', '"'));
    builder.deploy(LICENSES.replace('\'', '"'));
    baton = builder.start();
  }

  @AfterEach
  void stop() {
    baton.close();
    SETTINGS.keySet().forEach(System::clearProperty);
  }

  private void send(String address, String text) {
    baton
        .transactions()
        .separate(
            () -> {
              try (JMSContext session = baton.connections().createContext()) {
                return session
                    .createProducer()
                    .send(ActiveMQDestination.createQueue(address), text.replace('\'', '"'));
              }
            });
  }

  private void create(String workflow, String id) {
    send(Names.START_ADDRESS, "{'workflow':'%s','caseId':'%s','input':{}}".formatted(workflow, id));
  }

  private static String queueOf(String key) {
    return "jms.queue.baton.outputs." + Math.floorMod(key.hashCode(), 2);
  }

  /** The next message for the bridge with this key, gone by the end of the call. */
  private TextMessage next(String key) {
    return baton
        .transactions()
        .separate(
            () -> {
              try (JMSContext session = baton.connections().createContext();
                  JMSConsumer consumer =
                      session.createConsumer(
                          ActiveMQDestination.createQueue(queueOf(key)),
                          "baton_key = '%s'".formatted(key))) {
                @Nullable TextMessage message = (TextMessage) consumer.receive(PATIENCE.toMillis());
                assertThat(message).as("a message of " + key).isNotNull();
                return message;
              }
            });
  }

  private static JsonNode headers(TextMessage message) throws JMSException {
    return Json.tree(message.getStringProperty("baton_headers"));
  }

  @Test
  void aRequestIsAnOutputWhoseTopicTheDestinationNames() throws JMSException {
    create("trip", "k-1");
    TextMessage message = next("k-1");
    assertThat(message.getStringProperty("baton_topic")).isEqualTo("hotels");
    JsonNode request = Json.tree(message.getText());
    assertThat(request.path("replyTo").asText()).isEqualTo("trip-answers");
    assertThat(request.path("idempotencyKey").asText()).startsWith("k-1/");
    assertThat(headers(message).toString())
        .isEqualTo(
            Json.tree(
                    "[['baton_case','k-1'],['baton_ref','%s'],['baton_activity','hotel.reserve'],['baton_attempt','1'],['baton_undo','false'],['baton_deadline','%s']]"
                        .formatted(request.path("ref").asText(), request.path("deadline").asText())
                        .replace('\'', '"'))
                .toString());
    answer(request, "'value':'room 7'");
    until("the end", () -> baton.cases().get("k-1").status() == CaseStatus.COMPLETED);
  }

  private void answer(JsonNode request, String what) {
    send(
        Names.ANSWERS_ADDRESS,
        "{'case':'%s','ref':'%s','attempt':%d,%s}"
            .formatted(
                request.path("case").asText(),
                request.path("ref").asText(),
                request.path("attempt").asInt(),
                what));
  }

  @Test
  void aRequestThatIsToLeaveLaterDoesNotHoldUpTheOthers() throws JMSException {
    create("trip", "a");
    JsonNode first = Json.tree(next("a").getText());
    answer(first, "'error':{'type':'Down','message':'no line'}");
    String sameQueue = "c";
    assertThat(queueOf(sameQueue)).isEqualTo(queueOf("a"));
    create("trip", sameQueue);
    Instant before = Instant.now();
    next(sameQueue);
    TextMessage again = next("a");
    assertThat(Json.tree(again.getText()).path("attempt").asInt()).isEqualTo(2);
    assertThat(again.getJMSDeliveryTime()).isGreaterThan(before.toEpochMilli());
  }

  @Test
  void workersOfAnotherFormatGetItsText() throws JMSException {
    create("car", "k-2");
    TextMessage message = next("k-2");
    assertThat(Json.tree(message.getText()).path("taskRun").path("executionId").asText())
        .isEqualTo("k-2");
    assertThat(headers(message).toString()).contains("[\"baton_format\",\"executor\"]");
  }

  @Test
  @DisplayName("A2.1.1 drawn services are asked on the seed's topic and on the original's")
  void servicesOfAManagerAreAskedOnTheTopicThatAllOfThemReadAndOnItsAlias() throws JMSException {
    create("registration", "k-4");
    TextMessage seed = next("k-4");
    TextMessage original = next("k-4");
    assertThat(seed.getStringProperty("baton_topic")).isEqualTo("fromanager");
    assertThat(original.getStringProperty("baton_topic")).isEqualTo("frommanager");
    assertThat(original.getText()).isEqualTo(seed.getText());
    assertThat(Json.tree(seed.getText()).path("function").asText()).isEqualTo("create");
    assertThat(headers(seed).toString()).contains("[\"baton_format\",\"manager\"]");
  }

  @Test
  void whatNobodyAwaitsAnyMoreIsARecordOnATopicOfItsOwn() throws JMSException {
    create("trip", "k-3");
    next("k-3");
    baton.cases().get("k-3").cancel("enough");
    TextMessage off = next("k-3");
    assertThat(off.getStringProperty("baton_topic")).isEqualTo("trip-calledoff");
    assertThat(Json.tree(off.getText()).path("destination").asText()).isEqualTo("kafka:hotels");
  }

  @Test
  @DisplayName("the queues of outputs have one consumer at a time, also when another one waits")
  void theQueuesAreExclusive() {
    create("trip", "e-1");
    next("e-1");
    baton
        .transactions()
        .separate(
            () -> {
              try (JMSContext session = baton.connections().createContext();
                  JMSConsumer first =
                      session.createConsumer(ActiveMQDestination.createQueue(queueOf("e-2")));
                  JMSConsumer second =
                      session.createConsumer(ActiveMQDestination.createQueue(queueOf("e-2")))) {
                send(Names.START_ADDRESS, "{'workflow':'trip','caseId':'e-2','input':{}}");
                send(Names.START_ADDRESS, "{'workflow':'trip','caseId':'e-4','input':{}}");
                assertThat(first.receive(PATIENCE.toMillis())).isNotNull();
                assertThat(second.receive(200)).isNull();
                assertThat(first.receive(PATIENCE.toMillis())).isNotNull();
                return null;
              }
            });
  }

  private static void until(String what, java.util.function.BooleanSupplier condition) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain for " + what).isLessThan(until);
      LockSupport.parkNanos(20_000_000);
    }
  }
}
