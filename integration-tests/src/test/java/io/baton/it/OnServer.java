package io.baton.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.baton.it.app.Plan;
import io.baton.it.app.Step;
import io.baton.it.ground.Broker;
import io.baton.it.ground.Sql;
import io.baton.model.Event;
import io.baton.wire.EventCodec;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test against the application {@code steps}, from outside: by messages and SQL. */
@ExtendWith(ArquillianExtension.class)
abstract class OnServer {
  static final Duration SOON = Duration.ofSeconds(20);

  private static final ObjectMapper JSON = new ObjectMapper();

  static Broker broker;

  @Deployment(testable = false)
  static EnterpriseArchive application() {
    return Applications.steps();
  }

  @BeforeAll
  static void connect() {
    broker = Broker.connect();
  }

  @AfterAll
  static void disconnect() {
    broker.close();
  }

  /** A new case id that says whose it is. */
  static String newId(String what) {
    return what + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** Starts a case by message; its id begins with {@code what}. */
  static String start(String what, Step... steps) {
    String id = newId(what);
    broker.send("start", request(id, steps));
    return id;
  }

  static String request(String caseId, Step... steps) {
    return "{\"workflow\":\"steps\",\"caseId\":\"%s\",\"input\":%s}"
        .formatted(caseId, input(steps));
  }

  static String input(Step... steps) {
    try {
      return JSON.writeValueAsString(Plan.of(steps));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static void awaitStatus(String caseId, String status) {
    await().atMost(SOON).untilAsserted(() -> assertThat(status(caseId)).containsExactly(status));
  }

  /** Empty when there is no such case. */
  static List<String> status(String caseId) {
    return Sql.column("SELECT status FROM baton_case WHERE case_id = ?", caseId);
  }

  /** The journal of a case. */
  static List<Event> events(String caseId) {
    return Sql.column("SELECT events FROM baton_turn WHERE case_id = ? ORDER BY turn", caseId)
        .stream()
        .flatMap(turn -> EventCodec.read(turn).stream())
        .toList();
  }

  static <E extends Event> List<E> events(String caseId, Class<E> type) {
    return events(caseId).stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** What is left of the case's work, such as {@code DO car}, in order. */
  static List<String> effects(String caseId) {
    return Sql.column(
        "SELECT kind || ' ' || activity FROM it_effect WHERE case_id = ? ORDER BY at", caseId);
  }

  /** How often work was begun, whether or not anything is left of it. */
  static int tries(String caseId, String activity) {
    return Sql.count(
        "SELECT count(*) FROM it_try WHERE case_id = ? AND activity = ?", caseId, activity);
  }

  static int turns(String caseId) {
    return Sql.count("SELECT max(turn) FROM baton_turn WHERE case_id = ?", caseId);
  }

  static List<String> incidents(String caseId) {
    return Sql.column("SELECT code FROM baton_incident WHERE case_id = ? ORDER BY id", caseId);
  }

  static Stream<String> attemptTexts(String caseId) {
    return events(caseId, Event.AttemptFailed.class).stream().map(e -> e.failure().message());
  }
}
