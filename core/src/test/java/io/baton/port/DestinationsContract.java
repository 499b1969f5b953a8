package io.baton.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.model.CaseId;
import io.baton.model.RefId;
import io.baton.port.Counters.Counted;
import io.baton.port.Destinations.Left;
import io.baton.port.Destinations.Limit;
import io.baton.port.Destinations.Load;
import io.baton.port.Services.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the {@link Destinations} and the {@link Counters} of every store promise. */
abstract class DestinationsContract extends InboxContract {
  private static final Limit ONE = new Limit(1, 0);
  private static final RefId KEY = new RefId("1");

  private final String etl = "etl-" + UUID.randomUUID();
  private final Held a = held();
  private final Held b = held();
  private final Held c = held();
  private final Held d = held();

  private static Held held() {
    return new Held(new CaseId("d-" + UUID.randomUUID()), KEY, 1, 7);
  }

  private boolean enters(Held one, String tenant) {
    return store().destinations().enter(etl, tenant, one, ONE);
  }

  private Left leaves(Held one, Limit limit) {
    return store().destinations().leave(etl, one.id(), one.key(), limit);
  }

  private List<Held> next(Held one) {
    return committed(() -> leaves(one, ONE)).next();
  }

  private List<Held> released(Limit limit) {
    return committed(() -> store().destinations().release(etl, limit, 100));
  }

  private List<Load> loads() {
    return committed(() -> store().destinations().all()).stream()
        .filter(load -> load.destination().equals(etl))
        .toList();
  }

  @AfterEach
  void emptyTheLine() {
    released(Limit.NONE);
  }

  @Test
  @DisplayName("A3.14 as many requests are under way as the limit says, and a line beyond")
  void A3_14_requests_are_counted() {
    Limit two = new Limit(2, 0);
    assertThat(committed(() -> store().destinations().enter(etl, "", a, two))).isTrue();
    assertThat(committed(() -> store().destinations().enter(etl, "", b, two))).isTrue();
    assertThat(committed(() -> store().destinations().enter(etl, "", c, two))).isFalse();
    assertThat(committed(() -> store().destinations().enter("x" + etl, "", d, two))).isTrue();
    assertThat(loads()).containsExactly(new Load(etl, 2, Map.of("", 1L)));
    assertThat(committed(() -> leaves(a, two))).isEqualTo(new Left(false, List.of(c)));
    assertThat(loads()).containsExactly(new Load(etl, 2, Map.of()));
  }

  @Test
  void a_request_that_enters_or_leaves_twice_does_so_once() {
    assertThat(committed(() -> enters(a, ""))).isTrue();
    assertThat(committed(() -> enters(a, ""))).isTrue();
    assertThat(committed(() -> enters(b, ""))).isFalse();
    assertThat(committed(() -> enters(b, ""))).isFalse();

    assertThat(next(a)).containsExactly(b);
    assertThat(next(a)).isEmpty();
    assertThat(committed(() -> enters(b, ""))).isTrue();
    assertThat(committed(() -> enters(c, ""))).isFalse();
  }

  @Test
  void a_request_that_leaves_the_line_is_not_called() {
    committed(() -> enters(a, ""));
    committed(() -> enters(b, ""));
    committed(() -> enters(c, ""));

    assertThat(committed(() -> leaves(b, ONE))).isEqualTo(new Left(true, List.of()));
    assertThat(next(a)).containsExactly(c);
    assertThat(next(c)).isEmpty();
    assertThat(loads()).allSatisfy(load -> assertThat(load.underWay()).isZero());
  }

  @Test
  @DisplayName("A3.14 tenants take turns: one with many in line does not keep another waiting")
  void A3_14_tenants_take_turns() {
    committed(() -> enters(a, "red"));
    List<Held> red = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Held one = held();
      red.add(one);
      committed(() -> enters(one, "red"));
    }
    committed(() -> enters(b, "blue"));
    committed(() -> enters(c, "blue"));
    committed(() -> enters(d, "green"));
    assertThat(loads())
        .containsExactly(new Load(etl, 1, Map.of("red", 20L, "blue", 2L, "green", 1L)));

    assertThat(next(a)).containsExactly(red.get(0));
    assertThat(next(red.get(0))).containsExactly(b);
    assertThat(next(b)).containsExactly(d);
    assertThat(next(d)).containsExactly(red.get(1));
    assertThat(next(red.get(1))).containsExactly(c);
    for (int i = 2; i < 20; i++) {
      Held one = i == 2 ? c : red.get(i - 1);
      assertThat(next(one)).containsExactly(red.get(i));
    }
  }

  @Test
  void a_larger_limit_calls_several_at_once_and_none_calls_all() {
    committed(() -> enters(a, ""));
    committed(() -> enters(b, ""));
    committed(() -> enters(c, ""));
    committed(() -> enters(d, ""));

    assertThat(released(ONE)).isEmpty();
    assertThat(released(new Limit(2, 0))).containsExactly(b);
    assertThat(committed(() -> store().destinations().release(etl, Limit.NONE, 1)))
        .containsExactly(c);
    assertThat(released(Limit.NONE)).containsExactly(d);
    assertThat(committed(() -> enters(a, ""))).as("nothing is under way").isTrue();
  }

  @Test
  @DisplayName("A3.14 so many leave in a second, by the clock of the store")
  void A3_14_rate() {
    Limit two = new Limit(0, 2);
    Instant start = store().now();
    assertThat(committed(() -> store().destinations().enter(etl, "", a, two))).isTrue();
    assertThat(committed(() -> store().destinations().enter(etl, "", b, two))).isTrue();
    committed(() -> store().destinations().enter(etl, "", c, two));
    committed(() -> store().destinations().enter(etl, "", d, two));
    List<Held> called = new ArrayList<>();
    until(
        () -> {
          called.addAll(released(two));
          return called.size() >= 2;
        });

    assertThat(called).containsExactly(c, d);
    assertThat(Duration.between(start, store().now())).isGreaterThan(Duration.ofMillis(900));
    assertThat(loads()).containsExactly(new Load(etl, 4, Map.of()));
  }

  @Test
  @DisplayName("A3.14 what is rolled back takes no place and calls nobody")
  void A3_14_rolled_back() {
    assertThat(rolledBack(() -> enters(a, ""))).isTrue();
    committed(() -> enters(b, ""));
    assertThat(rolledBack(() -> enters(c, "red"))).isFalse();
    committed(() -> enters(d, "red"));
    assertThat(loads()).containsExactly(new Load(etl, 1, Map.of("red", 1L)));

    assertThat(rolledBack(() -> leaves(b, ONE)).next()).containsExactly(d);
    assertThat(rolledBack(() -> leaves(d, ONE)).waited()).isTrue();
    assertThat(committed(() -> enters(d, "red"))).isFalse();
    assertThat(next(b)).containsExactly(d);
    assertThat(next(d)).isEmpty();
  }

  @Test
  @DisplayName("A3.14 of two that come at once for the last place one leaves, one waits in line")
  void A3_14_the_last_place_at_a_destination_is_given_once() {
    CompletableFuture<Boolean> other =
        committed(
            () -> {
              assertThat(enters(a, "")).isTrue();
              var waiting = elsewhere(() -> committed(() -> enters(b, "")));
              assertStillWaiting(waiting);
              return waiting;
            });

    assertThat(inTime(other)).isFalse();
    assertThat(next(a)).containsExactly(b);
  }

  @Test
  void what_is_counted_is_counted_with_its_transaction() {
    String about = "svc-" + UUID.randomUUID();
    commit(() -> store().counters().count(Counters.ANSWERS_IGNORED, about));
    rollBack(() -> store().counters().count(Counters.ANSWERS_IGNORED, about));
    commit(() -> store().counters().count(Counters.ANSWERS_IGNORED, about));
    commit(() -> store().counters().count(Counters.STARTS_REFUSED, about));

    assertThat(committed(() -> store().counters().all()))
        .contains(
            new Counted(Counters.ANSWERS_IGNORED, about, 2),
            new Counted(Counters.STARTS_REFUSED, about, 1));
  }
}
