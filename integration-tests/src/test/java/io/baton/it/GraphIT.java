package io.baton.it;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.it.ground.Sql;
import io.baton.model.Event;
import io.baton.wire.EventCodec;
import io.baton.wire.Json;
import jakarta.jms.JMSConsumer;
import jakarta.jms.Queue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Many cases of a small graph, and one case with many branches. */
@DisplayName("A2, A3 workflows as data, on a server")
final class GraphIT extends OnServer {
  private static final Duration ALL_ENDED = Duration.ofMinutes(2);
  private static final int CASES = 500;
  private static final int BRANCHES = 200;
  private static final String RUN = UUID.randomUUID().toString().substring(0, 8);

  /** What comes last is refused when the input says so. */
  private static final String DIAMOND =
      """
      "top": {"kind": "activity", "activity": "Errands.run", "args": ["top"]},
      "left": {"kind": "activity", "after": ["top"], "activity": "Errands.run", "args": ["left"]},
      "right": {"kind": "activity", "after": ["top"], "activity": "Errands.run", "args": ["right"]},
      "bottom": {"kind": "activity", "after": ["left", "right"], "activity": "Errands.run", "args": ["bottom"]},
      "last": {"kind": "activity", "after": ["bottom"], "activity": "Work.act",
        "args": [{"name": "last", "trouble": "${input.trouble}", "times": 1000, "detail": null, "undoTrouble": 0}]}
      """;

  /** Each branch takes long enough to be met by another one. */
  private static final String FAN_OUT =
      """
      "each": {"kind": "forEach", "items": "${input.items}", "nodes": {
        "work": {"kind": "activity", "activity": "Work.act",
          "args": [{"name": "${item}", "trouble": "SLEEP", "times": 1000, "detail": "30", "undoTrouble": 0}]}}},
      "after": {"kind": "activity", "after": ["each"], "activity": "Errands.run", "args": ["after"]}
      """;

  @BeforeAll
  static void fiveHundredCasesOfADiamond() {
    deploy("diamond", DIAMOND, "last");
    for (int i = 0; i < CASES; i++) {
      begin("diamond", id(i), "{\"trouble\":%s}".formatted(isToFail(i) ? "\"REFUSE\"" : null));
    }
    await()
        .atMost(ALL_ENDED)
        .until(
            () ->
                Sql.count(
                        "SELECT count(*) FROM baton_case WHERE case_id LIKE ? AND ended_at IS NOT NULL",
                        id("%"))
                    == CASES);
  }

  private static boolean isToFail(int number) {
    return number % 5 == 4;
  }

  private static Stream<String> cases(boolean failed) {
    return IntStream.range(0, CASES).filter(i -> isToFail(i) == failed).mapToObj(GraphIT::id);
  }

  private static String id(Object number) {
    return "diamond-%s-%s".formatted(RUN, number);
  }

  private static void begin(String workflow, String id, String input) {
    broker.send(
        "start",
        "{\"workflow\":\"%s-%s\",\"caseId\":\"%s\",\"input\":%s}"
            .formatted(workflow, RUN, id, input));
  }

  /**
   * @param result the node whose result is that of the case
   */
  private static void deploy(String name, String nodes, String result) {
    Queue answers = broker.session().createTemporaryQueue();
    String text =
        """
        {"schema": "baton-graph/1", "name": "%s-%s", "version": 1, "nodes": {%s},
         "result": "${results.%s}"}
        """
            .formatted(name, RUN, nodes, result);
    broker
        .session()
        .createProducer()
        .setJMSReplyTo(answers)
        .send(broker.session().createQueue("baton.definitions"), text);
    try (JMSConsumer consumer = broker.session().createConsumer(answers)) {
      JsonNode answer = Json.tree(consumer.receiveBody(String.class, SOON.toMillis()));
      assertThat(answer.path("status").asText()).as("%s", answer).isEqualTo("DEPLOYED");
    }
  }

  private static List<String> ids(String status) {
    return Sql.column(
        "SELECT case_id FROM baton_case WHERE case_id LIKE ? AND status = ?", id("%"), status);
  }

  /** What was done and undone, by case, in order. */
  private static Map<String, List<String>> effectsByCase() {
    return byCase(
        "SELECT case_id || ' ' || kind || ' ' || activity FROM it_effect WHERE case_id LIKE ? ORDER BY at");
  }

  private static Map<String, List<String>> byCase(String sql) {
    return Sql.column(sql, id("%")).stream()
        .map(row -> row.split(" ", 2))
        .collect(groupingBy(row -> row[0], TreeMap::new, mapping(row -> row[1], toList())));
  }

  @Test
  @DisplayName("A2.8 a success makes every successor due, in one turn")
  void A2_8_everySuccessorIsDue() {
    Map<String, List<String>> turns =
        byCase("SELECT case_id || ' ' || events FROM baton_turn WHERE case_id LIKE ?");
    assertThat(turns).hasSize(CASES);
    assertThat(turns.values())
        .allSatisfy(of -> assertThat(of).map(GraphIT::opened).contains(List.of("left", "right")));
  }

  private static List<String> opened(String turn) {
    return EventCodec.read(turn).stream()
        .filter(Event.RefOpened.class::isInstance)
        .map(event -> ((Event.RefOpened) event).ref().value())
        .sorted()
        .toList();
  }

  @Test
  @DisplayName("A2.9 a node with two predecessors waits for both and is done once, in 500 cases")
  void A2_9_joinsWait() {
    Map<String, List<String>> effects = effectsByCase();
    assertThat(cases(false)).hasSize(CASES * 4 / 5);
    assertThat(cases(false).map(effects::get))
        .allSatisfy(
            of -> {
              assertThat(of).startsWith("DO top").endsWith("DO bottom", "DO last").hasSize(5);
              assertThat(of.subList(1, 3)).containsExactlyInAnyOrder("DO left", "DO right");
            });
    assertThat(ids("COMPLETED")).containsExactlyInAnyOrderElementsOf(cases(false).toList());
  }

  @Test
  @DisplayName(
      "A2.10 what completed is undone once, against the arrows; the failed node itself is not")
  void A2_10_antiGraph() {
    Map<String, List<String>> effects = effectsByCase();
    assertThat(cases(true)).hasSize(CASES / 5);
    assertThat(cases(true).map(effects::get))
        .allSatisfy(
            of -> {
              assertThat(of).startsWith("DO top").endsWith("UNDO top").hasSize(8);
              assertThat(of.subList(1, 3)).containsExactlyInAnyOrder("DO left", "DO right");
              assertThat(of.subList(3, 5)).containsExactly("DO bottom", "UNDO bottom");
              assertThat(of.subList(5, 7)).containsExactlyInAnyOrder("UNDO left", "UNDO right");
            });
    assertThat(ids("COMPENSATED")).containsExactlyInAnyOrderElementsOf(cases(true).toList());
  }

  @Test
  @DisplayName("A3.4 200 branches run on several threads at one time, and no result is lost")
  void A3_4_parallelBranches() {
    deploy("fan-out", FAN_OUT, "each");
    List<String> items = IntStream.range(0, BRANCHES).mapToObj(i -> "branch-" + i).toList();
    String id = newId("fan-out");
    begin("fan-out", id, "{\"items\":%s}".formatted(Json.payload(items)));
    awaitStatus(id, "COMPLETED");

    assertThat(effects(id)).hasSize(BRANCHES + 1).endsWith("DO after").doesNotHaveDuplicates();
    JsonNode result = Json.tree(events(id, Event.CaseEnded.class).get(0).result().toString());
    assertThat(result)
        .extracting(branch -> branch.asText().replaceFirst(" by .*", ""))
        .isEqualTo(items);
    assertThat(Sql.count("SELECT count(DISTINCT thread) FROM it_try WHERE case_id = ?", id))
        .as("threads")
        .isGreaterThan(1);
    assertThat(
            Sql.count(
                """
                SELECT max(side_by_side) FROM (
                  SELECT count(*) AS side_by_side FROM it_try a JOIN it_try b
                    ON b.case_id = a.case_id AND b.since <= a.since AND b.until > a.since
                  WHERE a.case_id = ? GROUP BY a.id) AS moments""",
                id))
        .as("branches at one moment")
        .isGreaterThan(1);
  }
}
