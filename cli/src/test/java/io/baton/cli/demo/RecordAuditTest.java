package io.baton.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is found wrong with the records of one trip that has no seats. */
class RecordAuditTest {
  private static final Demands TRIP = new Demands(List.of(Demand.of("t", "VW", "FULL-1")), 0);

  private static List<TopicRecord> good() {
    List<TopicRecord> all = new ArrayList<>();
    both(all, "trip-cars", 1, false, 1, "reserveCar");
    all.add(step("car"));
    both(all, "trip-hotels", 3, false, 1, "reserveHotel");
    both(all, "trip-hotels", 3, false, 2, "reserveHotel");
    all.add(step("hotel"));
    both(all, "trip-flights", 5, false, 1, "reserveFlight");
    both(all, "trip-hotels", 3, true, 1, "cancelHotel");
    both(all, "trip-cars", 1, true, 1, "cancelCar");
    return all;
  }

  private static void both(
      List<TopicRecord> all, String topic, int ref, boolean undo, int attempt, String method) {
    String text = "{'case':'t','ref':'%d','undo':%b,'attempt':%d".formatted(ref, undo, attempt);
    all.add(record(topic, text + ",'activity':'KafkaBooking." + method + "'}"));
    all.add(record("baton-answers", text + ",'value':null}"));
  }

  private static TopicRecord record(String topic, String value) {
    return TopicRecord.read(topic, "t", value.replace('\'', '"'));
  }

  private static TopicRecord step(String step) {
    return record("trips", "'" + step + "'");
  }

  @Test
  void whatIsAsDemandedIsClean() {
    RecordAudit audit = RecordAudit.of(TRIP, good());
    assertThat(audit.findings()).isEmpty();
    assertThat(audit.isClean()).isTrue();
    assertThat(audit.line())
        .isEqualTo(", kafka records 14, kafka duplicate 0, kafka missing 0, kafka out of order 0");
  }

  @Test
  void aRecordThatComesTwiceIsADuplicate() {
    List<TopicRecord> all = good();
    all.add(all.get(all.size() - 1));
    all.add(6, all.get(5));
    assertThat(RecordAudit.of(TRIP, all).duplicate()).hasSize(2);
  }

  @Test
  void arecordThatIsNotThereIsMissing() {
    for (int i = 0; i < good().size(); i++) {
      List<TopicRecord> all = good();
      TopicRecord gone = all.remove(i);
      assertThat(RecordAudit.of(TRIP, all).missing()).as(gone.toString()).isNotEmpty();
    }
  }

  @Test
  void aRecordBehindALaterOneOfItsCaseIsOutOfOrder() {
    List<TopicRecord> steps = good();
    steps.add(2, steps.remove(7)); // hotel, then car
    assertThat(RecordAudit.of(TRIP, steps).outOfOrder()).containsExactly("trips t car");
    List<TopicRecord> undo = good();
    undo.add(3, undo.remove(10)); // The hotel is cancelled first.
    assertThat(Set.copyOf(RecordAudit.of(TRIP, undo).outOfOrder()))
        .contains("trip-hotels t/3/do/1");
  }

  @Test
  void whatIsNoneOfTheTripsRecordsEndsTheDemo() {
    assertThatThrownBy(() -> record("trips", "{")).isInstanceOf(DemoFailure.class);
    assertThatThrownBy(() -> record("trips", "'boat'")).isInstanceOf(DemoFailure.class);
  }
}
