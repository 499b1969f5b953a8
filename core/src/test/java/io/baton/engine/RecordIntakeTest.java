package io.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.CaseStatus;
import io.baton.engine.RecordIntake.Taken;
import io.baton.engine.RecordTopics.Precedence;
import io.baton.model.CaseId;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.Event;
import io.baton.model.Incident;
import io.baton.model.RecordId;
import io.baton.model.StreamRecord;
import io.baton.model.Turn;
import io.baton.port.CaseCatalog.Found;
import io.baton.port.Counters;
import io.baton.port.RecordDialect;
import io.baton.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that are taken, in whatever order they come, and what becomes of those that wait. */
class RecordIntakeTest {
  private static final String DOCUMENT =
      """
      {"schema":"baton-topics/1","topics":{
        "orders":{"dialect":"start","workflow":"trip","deadLetters":"dead"},
        "paid":{"dialect":"event","signal":"paid","keep":"PT1H","deadLetters":"dead"},
        "sent":{"dialect":"event","signal":"sent"},
        "heard":{"dialect":"event","signal":"heard","publish":"/city"},
        "found":{"dialect":"event","signal":"found","attribute":"city","from":"/city"}}}
      """;

  private static final CaseId CASE = new CaseId("k");

  private final Memory memory = new Memory();
  private final Set<RecordId> failing = new HashSet<>();
  private final List<String> parked = new ArrayList<>();
  private final RecordIntake intake = intake();

  private RecordIntake intake() {
    Kernel kernel = memory.kernel();
    CaseStarter starter = new CaseStarter(kernel);
    RecordTopics topics =
        new RecordTopics.Reader(RecordDialect.all()).read("here", DOCUMENT, Precedence.FIRST).end();
    return new RecordIntake(
        kernel,
        topics,
        new RecordDesk(kernel, starter, new CaseWorker(kernel), wait -> {}),
        (record, reason) -> parked.add(record.id().offset() + " " + reason),
        RecordIntake.PATIENCE);
  }

  private static StreamRecord record(
      String topic, String topicId, int partition, long offset, StreamRecord.@Nullable Lane lane) {
    RecordId id = new RecordId("c", topicId, partition, offset);
    String value = "{\"n\":%d,\"city\":\"rome\"}".formatted(offset);
    return new StreamRecord(id, topic, "k", value, Trial.AT, lane, null, null);
  }

  private static StreamRecord paid(long offset) {
    return record("paid", "P", 0, offset, null);
  }

  private static StreamRecord inLane(long offset, long previous) {
    return record("paid", "P", 0, offset, new StreamRecord.Lane(1, previous));
  }

  /** As a host does it: what is rolled back never was. */
  private boolean take(StreamRecord record) {
    Map<CaseId, List<Turn>> journals = new TreeMap<>();
    memory.journals.forEach((id, turns) -> journals.put(id, new ArrayList<>(turns)));
    int sent = memory.sent.size();
    int incidents = memory.incidents.size();
    Taken taken = intake.take(record, Delivery.FIRST);
    boolean done = taken instanceof Taken.Done && !failing.remove(record.id());
    if (!done) {
      memory.journals.clear();
      memory.journals.putAll(journals);
      memory.sent.subList(sent, memory.sent.size()).clear();
      memory.incidents.subList(incidents, memory.incidents.size()).clear();
      memory.changesBack.forEach(Runnable::run);
    }
    memory.changesBack.clear();
    memory.end(done);
    return done;
  }

  private void started() {
    assertThat(take(record("orders", "O", 0, 0, null))).isTrue();
  }

  /** What the case was told, in its order. */
  private List<String> told() {
    return memory.journals.get(CASE).stream()
        .filter(turn -> turn.events().stream().anyMatch(Event.SignalReceived.class::isInstance))
        .map(Turn::command)
        .map(CommandId::value)
        .map(id -> id.substring("signal c/".length()))
        .toList();
  }

  private long counted(String what) {
    return memory.counters.all().stream()
        .filter(each -> each.what().equals(what))
        .mapToLong(Counters.Counted::times)
        .sum();
  }

  @Test
  @DisplayName("A2.1 the same record twice is one command: record 5 fails once while 6 passes")
  void recordFiveFailsOnceWhileSixPasses() {
    started();
    failing.add(paid(5).id());
    assertThat(take(paid(5))).isFalse();
    assertThat(take(paid(6))).isTrue();
    assertThat(take(paid(5))).isTrue();
    assertThat(take(paid(5))).isTrue();

    assertThat(told()).containsExactly("P/0/6", "P/0/5");
  }

  @Test
  void onALaneTheOrderIsKeptWhenRecordFiveFailsOnce() {
    started();
    failing.add(paid(5).id());
    assertThat(take(inLane(4, -1))).isTrue();
    assertThat(take(inLane(5, 4))).isFalse();
    assertThat(take(inLane(6, 5))).isFalse();
    assertThat(take(inLane(5, 4))).isTrue();
    assertThat(take(inLane(5, 4))).isTrue();
    assertThat(take(inLane(6, 5))).isTrue();

    assertThat(told()).containsExactly("P/0/4", "P/0/5", "P/0/6");
    assertThat(counted(Counters.RECORDS_REPEATED)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  @DisplayName("A3.5 nothing is out of order and A3.6 nothing twice, whatever comes when")
  void everyRecordIsTakenOnceAndInTheOrderOfItsLane(long seed) {
    Random random = new Random(seed);
    List<List<StreamRecord>> lanes = new ArrayList<>();
    // Two topics, an added partition, a topic that was made anew: all to one case.
    for (String[] source :
        new String[][] {
          {"paid", "P", "0"}, {"paid", "P", "1"}, {"paid", "P2", "0"}, {"sent", "S", "0"}
        }) {
      lanes.add(lane(source[0], source[1], Integer.parseInt(source[2]), random));
    }
    started();
    List<StreamRecord> queue = new ArrayList<>();
    lanes.forEach(queue::addAll);
    lanes.forEach(lane -> queue.add(lane.get(random.nextInt(lane.size()))));
    while (!queue.isEmpty()) {
      StreamRecord next = queue.remove(random.nextInt(queue.size()));
      if (random.nextInt(4) == 0) {
        failing.add(next.id());
      }
      if (!take(next)) {
        queue.add(next);
      }
      failing.clear();
    }

    List<String> told = told();
    for (List<StreamRecord> lane : lanes) {
      String source = lane.get(0).id().source().substring(2) + "/";
      assertThat(told.stream().filter(each -> each.startsWith(source)))
          .containsExactlyElementsOf(
              lane.stream().map(each -> each.id().text().substring(2)).toList());
    }
    assertThat(memory.incidents).isEmpty();
  }

  private static List<StreamRecord> lane(String topic, String id, int partition, Random random) {
    List<StreamRecord> lane = new ArrayList<>();
    long previous = -1;
    for (long offset = 0; lane.size() < 8; offset += 1 + random.nextInt(3)) {
      lane.add(record(topic, id, partition, offset, new StreamRecord.Lane(2, previous)));
      previous = offset;
    }
    return lane;
  }

  @Test
  void peopleAreToldOnceOfARecordThatDoesNotCome() {
    started();
    assertThat(take(inLane(4, -1))).isTrue();
    assertThat(take(inLane(7, 6))).isFalse();
    memory.now = Trial.AT.plus(Duration.ofMinutes(4));
    assertThat(take(inLane(7, 6))).isFalse();
    assertThat(memory.incidents).isEmpty();
    memory.now = Trial.AT.plus(Duration.ofMinutes(6));
    intake.take(inLane(7, 6), Delivery.FIRST);
    memory.now = Trial.AT.plus(Duration.ofMinutes(20));
    intake.take(inLane(7, 6), Delivery.FIRST);

    assertThat(memory.incidents).extracting(Incident::code).containsExactly("BATON-1310");
    assertThat(memory.incidents.get(0).reason())
        .contains(
            "record 7 of topic 'paid'", "for record 6", "lane 1 of c/P/0", "last_offset to 6");
    assertThat(take(inLane(6, 4))).isTrue();
    assertThat(take(inLane(7, 6))).isTrue();
  }

  @Test
  @DisplayName("A6.5 what comes before its case waits, and goes first when the case is there")
  void whatComesBeforeItsCaseWaits() {
    assertThat(take(inLane(1, -1))).isTrue();
    assertThat(take(inLane(3, 1))).isTrue();
    assertThat(intake.beat()).isZero();
    assertThat(counted(Counters.RECORDS_KEPT)).isEqualTo(2);

    started();
    assertThat(take(inLane(4, 3))).isTrue();

    assertThat(told()).containsExactly("P/0/1", "P/0/3", "P/0/4");
    assertThat(intake.beat()).isZero();
  }

  @Test
  void aCaseThatIsStartedOtherwiseGetsWhatWaitedAtTheNextBeat() {
    assertThat(take(paid(1))).isTrue();
    new CaseStarter(memory.kernel())
        .start(
            new io.baton.model.StartRequest("trip", 1, CASE, Json.payload("x"), null, "r"), "ann");

    assertThat(intake.beat()).isEqualTo(1);

    assertThat(told()).containsExactly("P/0/1");
  }

  @Test
  void whatNobodyTakesInTimeIsPutAsideAndTold() {
    assertThat(take(paid(1))).isTrue();
    memory.now = Trial.AT.plus(Duration.ofHours(2));

    assertThat(intake.beat()).isEqualTo(1);

    assertThat(memory.incidents).extracting(Incident::code).containsExactly("BATON-1311");
    assertThat(parked).hasSize(1);
    assertThat(memory.published)
        .extracting(Effect.Publish::topic, Effect.Publish::text)
        .containsExactly(org.assertj.core.api.Assertions.tuple("dead", paid(1).value()));
  }

  @Test
  @DisplayName("A4.12 events find cases that nobody holds in memory, also those of later")
  void eventsFindCasesByWhatTheyHearAndByAttributes() {
    assertThat(take(record("heard", "H", 0, 1, null))).isTrue();
    assertThat(take(record("found", "F", 0, 1, null))).isTrue();
    started();
    memory.catalog.subscribe(CASE, "heard", "rome");
    ((TrialCatalog) memory.catalog)
        .cases.add(new Found(CASE, Plans.TRIP, CaseStatus.RUNNING, null, Trial.AT, null));
    memory.sent.clear();

    assertThat(intake.beat()).isEqualTo(2);
    assertThat(take(record("found", "F", 0, 2, null))).isTrue();

    assertThat(told()).containsExactly("F/0/1", "F/0/2");
    assertThat(memory.sent)
        .extracting(send -> send.command().id().value())
        .containsExactly("signal c/H/0/1");
  }

  @Test
  @DisplayName(
      "A2.15 what cannot be read or carried out is put aside with its reason, and the lane goes on")
  void badRecordsAreParkedAndTheLaneGoesOn() {
    StreamRecord.Lane first = new StreamRecord.Lane(0, -1);
    RecordId id = new RecordId("c", "O", 0, 3);
    assertThat(take(new StreamRecord(id, "orders", "k", "{", Trial.AT, first, null, null)))
        .isTrue();
    StreamRecord.Lane second = new StreamRecord.Lane(0, 3);
    RecordId next = new RecordId("c", "O", 0, 4);
    assertThat(take(new StreamRecord(next, "orders", "k", null, Trial.AT, second, null, null)))
        .isTrue();
    StreamRecord.Lane third = new StreamRecord.Lane(0, 4);
    RecordId last = new RecordId("c", "O", 0, 5);
    assertThat(take(new StreamRecord(last, "orders", "k", "17", Trial.AT, third, null, null)))
        .isTrue();
    assertThat(take(record("unheard", "U", 0, 9, null))).isTrue();

    assertThat(memory.incidents)
        .extracting(Incident::code)
        .containsExactly("BATON-1231", "BATON-1231", "BATON-1232", "BATON-1230");
    assertThat(memory.incidents.get(2).reason())
        .startsWith("record 5 of topic 'orders', partition 0: BATON-1103");
    assertThat(parked).hasSize(4).last().asString().startsWith("9 BATON-1230 record 9 of topic");
    assertThat(memory.published).extracting(Effect.Publish::text).containsExactly("{", null, "17");
    assertThat(memory.published.get(0).headers())
        .containsEntry("baton_record", "c/O/0/3")
        .containsKey("baton_reason");
  }

  @Test
  void aStartWithoutAKeyIsOneCaseHoweverOftenItComes() {
    RecordId id = new RecordId("c", "O", 0, 3);
    StreamRecord bare = new StreamRecord(id, "orders", null, "\"x\"", Trial.AT);
    assertThat(take(bare)).isTrue();
    assertThat(take(bare)).isTrue();

    assertThat(memory.journals).containsOnlyKeys(new CaseId("c/O/0/3"));
    assertThat(counted(Counters.RECORDS_IGNORED)).isEqualTo(1);
  }
}
