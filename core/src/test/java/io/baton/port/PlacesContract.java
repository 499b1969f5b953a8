package io.baton.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.model.CaseId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the {@link Places} of every store promise. */
abstract class PlacesContract extends SkipListContract {
  private final String narrow = "narrow-" + UUID.randomUUID();
  private final CaseId a = freshId();
  private final CaseId b = freshId();
  private final CaseId c = freshId();

  private boolean enters(CaseId one) {
    return store().places().enter(narrow, one, 1, true);
  }

  private List<CaseId> leaves(CaseId one) {
    return store().places().leave(narrow, one, 1);
  }

  @Test
  @DisplayName("A3.14 there are as many places as the limit says, and a line beyond")
  void A3_14_places_are_counted() {
    assertThat(committed(() -> store().places().enter(narrow, a, 2, false))).isTrue();
    assertThat(committed(() -> store().places().enter(narrow, b, 2, false))).isTrue();
    assertThat(committed(() -> store().places().enter(narrow, c, 2, false))).isFalse();
    assertThat(committed(() -> store().places().leave(narrow, a, 2))).isEmpty();
    assertThat(committed(() -> store().places().enter(narrow, c, 2, false))).isTrue();
    assertThat(committed(() -> store().places().enter("another-" + narrow, a, 1, true))).isTrue();
  }

  @Test
  @DisplayName("A3.14 whoever waits gets its place in the order in which it came")
  void A3_14_the_line_is_in_order() {
    assertThat(committed(() -> enters(a))).isTrue();
    assertThat(committed(() -> enters(c))).isFalse();
    assertThat(committed(() -> enters(b))).isFalse();

    assertThat(committed(() -> leaves(a))).containsExactly(c);
    assertThat(committed(() -> enters(c))).isTrue();
    assertThat(committed(() -> leaves(c))).containsExactly(b);
    assertThat(committed(() -> leaves(b))).isEmpty();
  }

  @Test
  void entering_and_leaving_twice_is_as_once() {
    assertThat(committed(() -> enters(a))).isTrue();
    assertThat(committed(() -> enters(a))).isTrue();
    assertThat(committed(() -> enters(b))).isFalse();
    assertThat(committed(() -> enters(b))).isFalse();

    assertThat(committed(() -> leaves(a))).containsExactly(b);
    assertThat(committed(() -> leaves(a))).isEmpty();
    assertThat(committed(() -> enters(c))).isFalse();
  }

  @Test
  void who_leaves_the_line_is_not_called() {
    committed(() -> enters(a));
    committed(() -> enters(b));
    committed(() -> enters(c));

    assertThat(committed(() -> leaves(b))).isEmpty();
    assertThat(committed(() -> leaves(a))).containsExactly(c);
  }

  @Test
  void a_larger_limit_lets_several_in_at_once() {
    committed(() -> enters(a));
    committed(() -> enters(b));
    committed(() -> enters(c));

    assertThat(committed(() -> store().places().leave(narrow, a, 5))).containsExactly(b, c);
  }

  @Test
  void what_is_rolled_back_never_was() {
    committed(() -> enters(a));
    assertThat(rolledBack(() -> enters(b))).isFalse();
    committed(() -> enters(c));

    assertThat(rolledBack(() -> leaves(a))).containsExactly(c);
    assertThat(committed(() -> enters(c))).isFalse();
    assertThat(committed(() -> leaves(a))).containsExactly(c);
    assertThat(committed(() -> leaves(c))).isEmpty();
  }

  @Test
  @DisplayName("A3.14 two that come at once for the last place: one gets it, one waits in line")
  void A3_14_the_last_place_is_given_once() {
    CompletableFuture<Boolean> other =
        committed(
            () -> {
              assertThat(enters(a)).isTrue();
              var waiting = elsewhere(() -> committed(() -> enters(b)));
              assertStillWaiting(waiting);
              return waiting;
            });

    assertThat(inTime(other)).isFalse();
    assertThat(committed(() -> leaves(a))).containsExactly(b);
  }

  @Test
  void who_comes_while_the_last_one_leaves_gets_the_place_or_is_called() {
    committed(() -> enters(a));
    CompletableFuture<Boolean> other =
        committed(
            () -> {
              assertThat(leaves(a)).isEmpty();
              var waiting = elsewhere(() -> committed(() -> enters(b)));
              assertStillWaiting(waiting);
              return waiting;
            });

    assertThat(inTime(other)).isTrue();
  }
}
