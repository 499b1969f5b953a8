package io.baton.it;

import static io.baton.it.OnServer.SOON;
import static io.baton.it.OnServer.awaitStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.baton.it.ground.Broker;
import io.baton.it.ground.Server;
import io.baton.it.ground.Sql;
import io.baton.it.ground.Users;
import io.baton.model.Event;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Services of other JVMs, asked by FromManager and telling by ToManager. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@DisplayName("A2.2 services that speak the manager's format")
final class ManagerIT {
  private static final String GUESTS = "guests";
  private static final String FORMAT = "baton.task.format.it.guests";
  private static final String RON = "baton.task.format";
  private static final String RECORDS = "baton.topics";
  private static final String TOPICS = "baton.task.topics.legal";
  private static final String DEPLOYED = "SELECT workflow FROM baton_definition";
  private static final String ADMISSION =
      """
      {'schema':'baton-graph/1','name':'admission','version':'1','nodes':{
        'user':{'kind':'task','service':'user','function':'create','destination':'it.guests',
          'undo':[{'service':'user','function':'delete','destination':'it.guests'}]},
        'license':{'kind':'task','after':['user'],'service':'license','function':'add',
          'destination':'it.guests',
          'undo':[{'service':'license','function':'remove','destination':'it.guests'}]},
        'legal':{'kind':'task','after':['user'],'service':'legal','function':'update',
          'destination':'it.guests'},
        'club':{'kind':'task','after':['license','legal'],'service':'club','function':'enter',
          'destination':'it.guests'}}}
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  @ArquillianResource Deployer deployer;
  private final String uuid = UUID.randomUUID().toString();
  private Broker broker;

  @Deployment(name = GUESTS, managed = false, testable = false)
  static EnterpriseArchive application() {
    return Applications.guests();
  }

  @BeforeEach
  void deploy() {
    Server.setProperty(FORMAT, "manager");
    Server.setProperty(RON, "manager-ron");
    Server.setProperty(RECORDS, topics());
    Server.setProperty(TOPICS, "baton.fromanager,baton.frommanager");
    deployer.deploy(GUESTS);
    broker = Broker.connect();
  }

  private static String topics() {
    try {
      Path file = Files.createTempFile("topics", ".json");
      file.toFile().deleteOnExit();
      return Files.writeString(
              file,
              "{\"schema\":\"baton-topics/1\",\"topics\":{\"tomanager\":{\"dialect\":\"manager\"},"
                  + "\"guests\":{\"dialect\":\"start\",\"workflow\":\"user_registration\"}}}")
          .toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the bridge puts it. */
  private void record(String topic, String key, long offset, long previous, String text) {
    JMSContext session = broker.session();
    session
        .createProducer()
        .setProperty("baton_record", "cluster/%s-%s/0/%d".formatted(topic, uuid, offset))
        .setProperty("baton_topic", topic)
        .setProperty("baton_key", key)
        .setProperty("baton_lane", 3)
        .setProperty("baton_previous", previous)
        .setProperty("baton_timestamp", 1_000L)
        .setProperty("JMSXGroupID", topic + "/0/3")
        .send(session.createQueue("baton.records"), text);
  }

  @Test
  @DisplayName(
      "A2.1 a record is taken once and in its place, and what a service tells comes by one")
  void recordsAreTakenOnceAndInTheirOrder() throws Exception {
    String second = uuid + "-2";
    String third = uuid + "-3";
    record("guests", third, 7, 5, "\"ann\"");
    record("guests", uuid, 2, -1, "\"adarsh\"");
    record("guests", uuid, 2, -1, "\"adarsh\"");
    Asked user = next("User.createUser");
    assertThat(OnServer.status(third)).isEmpty();
    record("guests", second, 5, 2, "\"bob\"");
    await().atMost(SOON).until(() -> !OnServer.status(third).isEmpty());
    assertThat(
            Sql.column(
                "SELECT case_id FROM baton_case WHERE case_id LIKE ? ORDER BY created_at",
                uuid + "%"))
        .containsExactly(uuid, second, third);
    record("tomanager", uuid, 4, -1, told(user, "success"));
    record("tomanager", uuid, 4, -1, told(user, "success"));
    assertThat(next().name()).isIn("License.addLicense", "Legal.update");
    record("unheard", uuid, 1, -1, "lost-" + uuid);
    await().atMost(SOON).until(() -> !code("lost-" + uuid).isEmpty());
    assertThat(code("lost-" + uuid)).containsExactly("BATON-1230");
  }

  @AfterEach
  void undeploy() {
    broker.close();
    deployer.undeploy(GUESTS);
    for (String setting : List.of(FORMAT, RON, TOPICS, RECORDS)) {
      Server.setProperty(setting, null);
    }
  }

  private void start() {
    broker.send(
        "start",
        "{\"workflow\":\"user_registration\",\"caseId\":\"%s\",\"input\":\"adarsh\"}"
            .formatted(uuid));
  }

  /** What a service was asked; the headers are in the message. */
  private record Asked(TextMessage message, JsonNode request) {
    String name() {
      return request.path("service").asText() + "." + request.path("function").asText();
    }
  }

  private Asked next() throws JMSException, JsonProcessingException {
    JMSContext session = broker.session();
    try (JMSConsumer consumer =
        session.createConsumer(
            session.createQueue("baton.work.it.guests"), "baton_case = '" + uuid + "'")) {
      Message message = consumer.receive(SOON.toMillis());
      assertThat(message).as("a request of %s", uuid).isNotNull();
      TextMessage text = (TextMessage) message;
      return new Asked(text, JSON.readTree(text.getText()));
    }
  }

  private Asked next(String name) throws JMSException, JsonProcessingException {
    Asked asked = next();
    assertThat(asked.name()).isEqualTo(name);
    return asked;
  }

  private static String told(Asked asked, String status) {
    return ((ObjectNode) asked.request().deepCopy()).put("status", status).toString();
  }

  /** A service that knows nothing of headers. */
  private void tell(Asked asked, String status) {
    broker.send("tomanager", told(asked, status));
  }

  /** A service that sends back what tells one request from another. */
  private void tellExactly(Asked asked, String status) throws JMSException {
    JMSContext session = broker.session();
    JMSProducer producer = session.createProducer();
    for (String header : List.of("baton_ref", "baton_attempt", "baton_undo")) {
      producer.setProperty(header, asked.message().getObjectProperty(header));
    }
    producer.send(session.createQueue("baton.tomanager"), told(asked, status));
  }

  @Test
  @DisplayName("A2.2 a request is a FromManager and names its case; A2.8 the way to the end")
  void servicesAreAskedAndTell() throws Exception {
    start();
    Asked user = next("User.createUser");
    assertThat(user.request().toString())
        .isEqualTo(
            "{\"uuid\":\"%s\",\"name\":\"user_registration\",\"version\":\"1\",\"service\":\"User\",\"function\":\"createUser\",\"schema_version\":\"v0.1.0\",\"data\":\"adarsh\"}"
                .formatted(uuid));
    assertThat(user.message().getStringProperty("baton_case")).isEqualTo(uuid);
    assertThat(user.message().getStringProperty("baton_format")).isEqualTo("manager");
    tell(user, "inprogress");
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(OnServer.events(uuid, Event.AnswerDelayed.class)).hasSize(1));
    tell(user, "success");
    tellExactly(next(), "success");
    tellExactly(next(), "Success");
    tell(next("Membership.addMembership"), "success");
    awaitStatus(uuid, "COMPLETED");
  }

  @Test
  @DisplayName("A2.10 rollback functions are called against the arrows, and their answers awaited")
  void aFailureRollsBackInCausalOrder() throws Exception {
    start();
    tell(next("User.createUser"), "success");
    tell(next(), "success");
    tell(next(), "success");
    tell(next("Membership.addMembership"), "failure");
    List<Asked> undos = List.of(next(), next());
    assertThat(undos)
        .extracting(Asked::name)
        .containsExactlyInAnyOrder("License.removeLicense", "Legal.revert");
    for (Asked undo : undos) {
      assertThat(undo.message().getBooleanProperty("baton_undo")).isTrue();
      assertThat(OnServer.events(uuid, Event.UndoStarted.class)).hasSize(2);
      tell(undo, "success");
    }
    tell(next("User.deleteUser"), "success");
    awaitStatus(uuid, "COMPLETED");
    assertThat(OnServer.events(uuid, Event.UndoDone.class)).hasSize(3);
    assertThat(OnServer.events(uuid, Event.WishRefused.class)).isEmpty();
  }

  @Test
  @DisplayName("A2.6 a success of its first function opens a case of a deployed graph")
  void aServiceOpensACaseOfAGraphWhichIsJoinedAndRolledBack() throws Exception {
    broker.send("definitions", ADMISSION.replace('\'', '"'));
    await().atMost(SOON).until(() -> Sql.column(DEPLOYED).contains("admission"));
    broker.send(
        "tomanager",
        "{\"uuid\":\"%s\",\"name\":\"admission\",\"service\":\"user\",\"function\":\"create\",\"status\":\"success\",\"data\":\"ada\"}"
            .formatted(uuid));
    List<Asked> both = List.of(next(), next());
    assertThat(both)
        .extracting(Asked::name)
        .containsExactlyInAnyOrder("license.add", "legal.update");
    both.forEach(one -> tell(one, "success"));
    Asked joined = next("club.enter");
    assertThat(OnServer.events(uuid, Event.RefSettled.class)).as("all before it").hasSize(3);
    tell(joined, "failure");
    tell(next("license.remove"), "success");
    tell(next("user.delete"), "success");
    awaitStatus(uuid, "COMPENSATED");
    assertThat(OnServer.events(uuid, Event.UndoDone.class)).hasSize(2);
  }

  @Test
  @DisplayName("A2.22 nothing is asked of a service that an operator has shut")
  void whatIsAskedOfAServiceThatIsDownWaits() throws Exception {
    broker.send("health", "{\"service\":\"User\",\"operator\":\"down\"}");
    try {
      await()
          .atMost(SOON)
          .until(() -> Sql.column("SELECT service FROM baton_service WHERE shut").contains("User"));
      start();
      await()
          .atMost(SOON)
          .until(
              () ->
                  Sql.column("SELECT service FROM baton_held WHERE case_id = ?", uuid)
                      .contains("User"));
    } finally {
      broker.send("health", "{\"service\":\"User\",\"operator\":\"up\"}");
    }
    tell(next("User.createUser"), "failure");
    awaitStatus(uuid, "COMPLETED");
    assertThat(Sql.column("SELECT service FROM baton_held WHERE case_id = ?", uuid)).isEmpty();
  }

  @Test
  @DisplayName("A2.1 a worker listens to the topics of requests, and may not send there")
  void workersListenAndDoNotAsk() throws IOException {
    Users.add("worker-" + uuid, uuid, "baton-worker");
    try (Broker worker = Broker.connect("worker-" + uuid, uuid)) {
      for (String topic : List.of("baton.fromanager", "baton.frommanager")) {
        JMSContext session = worker.session();
        try (JMSConsumer listening =
            session.createConsumer(session.createTopic(topic), "baton_case = '" + uuid + "'")) {
          broker
              .session()
              .createProducer()
              .setProperty("baton_case", uuid)
              .send(session.createTopic(topic), "hear");
          assertThat(listening.receiveBody(String.class, SOON.toMillis())).isEqualTo("hear");
          assertThatThrownBy(() -> session.createProducer().send(session.createTopic(topic), "say"))
              .isInstanceOf(JMSSecurityRuntimeException.class);
        }
      }
      assertThatThrownBy(() -> worker.send("commands", "[]"))
          .isInstanceOf(JMSSecurityRuntimeException.class);
    }
  }

  @Test
  @DisplayName("A2.15 what cannot be read or is not known is put aside with its reason")
  void whatIsNotUnderstoodIsPutAside() {
    String unreadable = "{\"uuid\":\"%s\"}".formatted(uuid);
    String unknown =
        "{\"uuid\":\"%s\",\"name\":\"nothing\",\"service\":\"a\",\"function\":\"b\",\"status\":\"success\"}"
            .formatted(uuid);
    broker.send("tomanager", unreadable);
    broker.send("tomanager", unknown);
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(code(unreadable)).containsExactly("BATON-1220");
              assertThat(code(unknown)).containsExactly("BATON-1101");
            });
  }

  @Test
  @DisplayName(
      "A2.3, A2.7 a drawing is sent as an edit, and its services are asked and answer in RON")
  void aDrawingRunsWithServicesThatSpeakRon() throws Exception {
    String name = "drawing-" + uuid;
    JsonNode answer =
        edit(
            "{\"name\":\"%s\",\"version\":\"v0.1.0\",\"schema_version\":\"v0.1.0\",\"workflow\":%s,\"services_function_negation_list\":{\"user\":{\"create\":[\"delete\"]},\"license\":{\"create\":[\"delete\"]}}}"
                .formatted(name, drawing()));
    assertThat(answer.path("status").asText()).as("%s", answer).isEqualTo("DEPLOYED");
    JMSContext session = broker.session();
    try (JMSConsumer legal =
        session.createConsumer(
            session.createTopic("baton.frommanager"), "baton_case LIKE '%" + uuid + "'")) {
      String first = "first " + uuid;
      tellInRon(first, name, "user", "create", "Success");
      ronAsked("license", first, "create");
      ronAsked("membership", first, "create");
      tellInRon(first, name, "membership", "create", "InProgress");
      tellInRon(first, name, "membership", "create", "Success");
      tellInRon(first, name, "license", "create", "Success");
      assertThat(legal.receiveBody(String.class, SOON.toMillis()))
          .isEqualTo(ronRequest(first, name, "legal", "update"));
      tellInRon(first, name, "legal", "update", "Success");
      awaitStatus(first, "COMPLETED");

      String second = "second " + uuid;
      tellInRon(second, name, "user", "create", "Success");
      ronAsked("license", second, "create");
      tellInRon(second, name, "license", "create", "Success");
      assertThat(legal.receiveBody(String.class, SOON.toMillis())).contains("function:\"update\"");
      tellInRon(second, name, "legal", "update", "Failed");
      ronAsked("license", second, "delete");
      tellInRon(second, name, "license", "delete", "Success");
      ronAsked("user", second, "delete");
      tellInRon(second, name, "user", "delete", "Success");
      awaitStatus(second, "COMPENSATED");
    }
  }

  private static String drawing() throws IOException {
    return Files.readString(
        Path.of(
            System.getProperty("baton.examples"),
            "../graph/src/test/resources/io/baton/graph/flume/user-registration.json"));
  }

  private JsonNode edit(String text) throws JsonProcessingException {
    JMSContext session = broker.session();
    Queue answers = session.createTemporaryQueue();
    session
        .createProducer()
        .setJMSReplyTo(answers)
        .send(session.createQueue("baton.tomanageredits"), text);
    try (JMSConsumer consumer = session.createConsumer(answers)) {
      return JSON.readTree(consumer.receiveBody(String.class, SOON.toMillis()));
    }
  }

  private static String ronRequest(String id, String name, String service, String function) {
    return "(uuid:\"%s\",name:\"%s\",version:\"v0.1.0\",process:(service:\"%s\",function:\"%s\"),schema:\"v0.1.0\",data:\"ada\")"
        .formatted(id, name, service, function);
  }

  private void ronAsked(String service, String id, String function) {
    JMSContext session = broker.session();
    try (JMSConsumer consumer =
        session.createConsumer(
            session.createQueue("baton.work." + service), "baton_case = '" + id + "'")) {
      assertThat(consumer.receiveBody(String.class, SOON.toMillis()))
          .as("what %s is asked", service)
          .isEqualTo(ronRequest(id, "drawing-" + uuid, service, function));
    }
  }

  private void tellInRon(String id, String name, String service, String function, String status) {
    broker.send(
        "tomanager",
        "ToManager(uuid: \"%s\", name: \"%s\", version: None, process: Process(service: \"%s\", function: \"%s\"), status: %s, schema: \"v0.1.0\", data: \"ada\")"
            .formatted(id, name, service, function, status));
  }

  private static List<String> code(String text) {
    return Sql.column("SELECT code FROM baton_incident WHERE payload = ?", text);
  }
}
