package io.baton.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.model.Payload;
import io.baton.model.RecordId;
import io.baton.model.RefId;
import io.baton.model.StreamRecord;
import io.baton.model.Trace;
import io.baton.port.Inbox.Expired;
import io.baton.port.Inbox.Lane;
import io.baton.port.Inbox.Place;
import io.baton.port.Inbox.Reached;
import io.baton.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the {@link Inbox} of every store promises. */
abstract class InboxContract extends PlacesContract {
  private static final Trace TRACE =
      new Trace("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "a=b");
  private final Lane lane = new Lane("c/" + UUID.randomUUID() + "/0", 3);
  private final Place place = Place.of(id);

  private Inbox inbox() {
    return store().inbox();
  }

  private static StreamRecord record(long offset) {
    RecordId id = new RecordId("c", "t", 0, offset);
    return new StreamRecord(id, "orders", "k", "{\"n\":1}", Instant.EPOCH, null, "[]", TRACE);
  }

  private boolean keep(Place at, long offset, Duration how) {
    return inbox().keep(at, record(offset), store().now().plus(how));
  }

  private void kept(Place at, long... offsets) {
    for (long offset : offsets) {
      commit(() -> keep(at, offset, Duration.ofHours(1)));
    }
  }

  @AfterEach
  void takeWhatIsLeft() {
    commit(() -> inbox().take(place));
  }

  @Test
  void a_lane_begins_before_its_first_record_and_moves_on_with_the_commit() {
    assertThat(committed(() -> inbox().lock(lane))).isEqualTo(-1);
    rollBack(
        () -> {
          inbox().lock(lane);
          inbox().moveOn(lane, 5);
        });
    assertThat(committed(() -> inbox().lock(lane))).isEqualTo(-1);
    commit(
        () -> {
          inbox().lock(lane);
          inbox().moveOn(lane, 7);
        });
    assertThat(committed(() -> inbox().lock(lane))).isEqualTo(7);
    assertThat(committed(() -> inbox().lanes())).contains(new Reached(lane, 7));
  }

  @Test
  void records_of_a_lane_are_taken_one_after_the_other_and_other_lanes_go_beside_it() {
    Lane other = new Lane(lane.source(), 4);
    Lane otherPartition = new Lane(lane.source().replace("/0", "/1"), 3);
    commit(() -> List.of(inbox().lock(lane), inbox().lock(other), inbox().lock(otherPartition)));
    CompletableFuture<Long> next =
        committed(
            () -> {
              inbox().lock(lane);
              var waiting = elsewhere(() -> committed(() -> inbox().lock(lane)));
              assertStillWaiting(waiting);
              fromElsewhere(() -> committed(() -> inbox().lock(other)));
              fromElsewhere(() -> committed(() -> inbox().lock(otherPartition)));
              inbox().moveOn(lane, 9);
              return waiting;
            });

    assertThat(inTime(next)).isEqualTo(9);
  }

  @Test
  void people_are_told_once_of_a_record_that_does_not_come() {
    commit(() -> inbox().lock(lane));
    assertThat(rolledBack(() -> inbox().tell(lane, 4))).isTrue();
    assertThat(committed(() -> inbox().tell(lane, 4))).isTrue();
    assertThat(committed(() -> inbox().tell(lane, 4))).isFalse();
    assertThat(committed(() -> inbox().tell(lane, 8))).isTrue();
  }

  @Test
  void what_is_kept_is_taken_once_whole_and_in_its_order() {
    kept(place, 3, 1, 2);
    rollBack(() -> keep(place, 9, Duration.ofHours(1)));
    assertThat(rolledBack(() -> inbox().take(place))).hasSize(3);

    assertThat(committed(() -> inbox().take(place)))
        .containsExactly(record(3), record(1), record(2));
    assertThat(committed(() -> inbox().take(place))).isEmpty();
  }

  @Test
  void a_tombstone_without_a_key_is_kept_as_one() {
    RecordId who = new RecordId("c", "t", 0, 1);
    StreamRecord bare = new StreamRecord(who, "orders", null, null, Instant.EPOCH);
    commit(() -> inbox().keep(place, bare, store().now().plusSeconds(60)));

    assertThat(committed(() -> inbox().take(place))).containsExactly(bare);
  }

  @Test
  void who_takes_what_another_is_taking_waits_and_finds_nothing() {
    kept(place, 1);
    CompletableFuture<List<StreamRecord>> other =
        committed(
            () -> {
              inbox().take(place);
              var waiting = elsewhere(() -> committed(() -> inbox().take(place)));
              assertStillWaiting(waiting);
              return waiting;
            });

    assertThat(inTime(other)).isEmpty();
  }

  @Test
  void a_place_is_ready_when_its_case_is_there() {
    kept(place, 1, 2);
    assertThat(committed(() -> inbox().ready(1_000))).doesNotContain(place);
    created(id);

    assertThat(committed(() -> inbox().ready(1_000))).containsOnlyOnce(place);
  }

  @Test
  void a_place_is_ready_when_a_case_hears_its_signal_or_has_its_attribute() {
    String unique = UUID.randomUUID().toString();
    Payload city = Json.payload(unique);
    Place signal = Place.signal("paid", unique);
    Place attribute = Place.attribute("city", city);
    Place ref = Place.of(id, new RefId("1"));
    kept(signal, 1);
    kept(attribute, 2);
    kept(ref, 3);
    assertThat(committed(() -> inbox().ready(1_000))).doesNotContain(signal, attribute, ref);
    created(id);
    commit(
        () -> {
          store().catalog().subscribe(id, "paid", unique);
          store().catalog().setAttribute(id, "city", city);
        });

    assertThat(committed(() -> inbox().ready(1_000)))
        .contains(signal, attribute)
        .doesNotContain(ref);
    commit(
        () ->
            List.of(signal, attribute, ref)
                .forEach(each -> assertThat(inbox().take(each)).hasSize(1)));
  }

  @Test
  void what_nobody_took_in_time_is_given_back_once() {
    commit(() -> keep(place, 1, Duration.ZERO));
    kept(place, 2);
    Expired over = new Expired(place, record(1));
    waitForTheClock();
    assertThat(rolledBack(() -> inbox().expired(1_000))).contains(over);

    assertThat(committed(() -> inbox().expired(1_000))).contains(over);
    assertThat(committed(() -> inbox().expired(1_000))).doesNotContain(over);
    assertThat(committed(() -> inbox().take(place))).containsExactly(record(2));
  }

  @Test
  void only_so_much_is_kept_at_one_place() {
    commit(
        () -> {
          for (int i = 0; i < Inbox.MAX_KEPT; i++) {
            assertThat(keep(place, i, Duration.ofHours(1))).isTrue();
          }
          assertThat(keep(place, 5_000, Duration.ofHours(1))).isFalse();
        });
  }
}
