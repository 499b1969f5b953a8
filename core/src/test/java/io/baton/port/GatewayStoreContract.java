package io.baton.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.baton.api.GatewayState;
import io.baton.api.HeldEvent;
import io.baton.model.Gateway;
import io.baton.port.GatewayStore.Actor;
import io.baton.port.GatewayStore.CarriedOut;
import io.baton.port.GatewayStore.Failed;
import io.baton.port.GatewayStore.Handled;
import io.baton.port.GatewayStore.Slot;
import io.baton.port.GatewayStore.Taken;
import io.baton.port.GatewayStore.Waiting;
import io.baton.port.GatewayStore.Wish;
import io.baton.port.PollStore.Poll;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What the {@link GatewayStore} of every store promises. */
public abstract class GatewayStoreContract {
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

  private final String name = "g-" + UUID.randomUUID();
  private final GatewayStore gateways = store().gateways();

  protected abstract CaseStore store();

  protected abstract <T> T transaction(boolean commit, Supplier<T> work);

  private <T> T committed(Supplier<T> work) {
    return transaction(true, work);
  }

  private void commit(Runnable work) {
    committed(
        () -> {
          work.run();
          return name;
        });
  }

  private void be(Gateway wanted) {
    commit(
        () -> {
          gateways.lock(name);
          gateways.save(wanted);
        });
  }

  private Gateway running() {
    Gateway running =
        Gateway.unknown(name)
            .configure(
                Map.of("groupId", "g", "topic", "t", "brokers", "b:1", "handlerMethodName", "h"))
            .run();
    be(running);
    return running;
  }

  private Slot taken() {
    return takeOver().orElseThrow().slot();
  }

  private Optional<Taken> takeOver() {
    return committed(() -> gateways.takeOver(name, 0, 3, "n1"));
  }

  private boolean accept(Slot slot, long former, long next, Waiting... events) {
    return committed(() -> gateways.accept(slot, former, next, List.of(events)));
  }

  private static Waiting event(long offset, String key) {
    return Waiting.arrived(offset, key, key, "v" + offset, Map.of("h", "ü"), AT, null);
  }

  private List<Waiting> waiting(Slot slot) {
    return committed(() -> gateways.waiting(slot, -1, 100));
  }

  @Test
  void a_gateway_is_as_it_was_saved() {
    Gateway running = running();
    assertThat(committed(() -> gateways.all())).contains(running);
    assertThat(committed(() -> gateways.lock(name))).isEqualTo(running);
    Gateway cleared = running.pause().clearConfiguration();
    be(cleared);
    assertThat(committed(() -> gateways.lock(name))).isEqualTo(cleared);
    String unknown = "u-" + UUID.randomUUID();
    assertThat(committed(() -> gateways.lock(unknown)))
        .isEqualTo(new Gateway(unknown, GatewayState.START, 0, null));
  }

  @Test
  void nobody_takes_over_what_does_not_run_at_that_epoch() {
    assertThat(takeOver()).isEmpty();
    Gateway running = running();
    be(running.pause());
    assertThat(takeOver()).isEmpty();
    be(running.pause().reset().run());
    assertThat(takeOver()).isEmpty();
    assertThat(committed(() -> gateways.takeOver(name, 1, 3, "n1"))).isPresent();
  }

  @Test
  void events_that_are_accepted_wait_as_they_are_and_the_partition_moves_on() {
    running();
    Slot slot = taken();
    Waiting bare = Waiting.arrived(7, "@3/7", null, null, Map.of(), AT, null);

    assertThat(accept(slot, -1, 8, event(5, "k"), bare)).isTrue();

    assertThat(waiting(slot)).containsExactly(event(5, "k"), bare);
    assertThat(takeOver().orElseThrow().next()).isEqualTo(8);
  }

  @Test
  void what_is_rolled_back_was_not_accepted() {
    running();
    Slot slot = taken();
    assertThat(transaction(false, () -> gateways.accept(slot, -1, 8, List.of(event(5, "k")))))
        .isTrue();
    assertThat(waiting(slot)).isEmpty();
    assertThat(accept(slot, -1, 8, event(5, "k"))).isTrue();
  }

  @Test
  void a_batch_that_does_not_begin_where_the_partition_stands_is_not_accepted() {
    running();
    Slot slot = taken();
    assertThat(accept(slot, -1, 8, event(5, "k"))).isTrue();
    assertThat(accept(slot, -1, 8, event(5, "k"))).isFalse();
    assertThat(accept(slot, 5, 9, event(8, "k"))).isFalse();
    assertThat(waiting(slot)).hasSize(1);
  }

  @Test
  void whose_term_is_over_writes_nothing() {
    running();
    Slot zombie = taken();
    accept(zombie, -1, 8, event(5, "k"));
    Slot now = taken();

    assertThat(accept(zombie, 8, 9, event(8, "k"))).isFalse();
    assertThat(committed(() -> gateways.hold(zombie))).isFalse();
    assertThat(committed(() -> gateways.claim(zombie, 5))).isFalse();

    assertThat(committed(() -> gateways.hold(now))).isTrue();
    assertThat(committed(() -> gateways.claim(now, 5))).isTrue();
  }

  @Test
  void who_claims_an_event_while_another_ends_it_waits_and_finds_nothing() throws Exception {
    running();
    Slot slot = taken();
    accept(slot, -1, 8, event(5, "k"));
    CountDownLatch claimed = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    CompletableFuture<Boolean> first =
        CompletableFuture.supplyAsync(
            () ->
                committed(
                    () -> {
                      boolean mine = gateways.claim(slot, 5);
                      claimed.countDown();
                      await(asked);
                      gateways.finish(slot, List.of(5L), List.of());
                      return mine;
                    }));
    await(claimed);
    CompletableFuture<Boolean> second =
        CompletableFuture.supplyAsync(
            () ->
                committed(
                    () -> {
                      asked.countDown();
                      return gateways.claim(slot, 5);
                    }));

    assertThat(first.get(9, TimeUnit.SECONDS)).isTrue();
    assertThat(second.get(9, TimeUnit.SECONDS)).isFalse();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(9, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void what_is_finished_waits_no_more_and_its_actor_is_kept() {
    running();
    Slot slot = taken();
    accept(slot, -1, 9, event(5, "k"), event(6, "l"), event(8, "k"));
    Actor first = new Actor("k", 0, 3, 5, "one");
    Actor second = new Actor("k", 0, 3, 8, null);

    commit(() -> gateways.finish(slot, List.of(5L), List.of(first)));
    assertThat(committed(() -> gateways.lockActor(name, "k"))).contains(first);
    commit(() -> gateways.finish(slot, List.of(8L), List.of(second)));

    assertThat(waiting(slot)).containsExactly(event(6, "l"));
    assertThat(committed(() -> gateways.actors(name, List.of("k", "l"))))
        .containsExactly(Map.entry("k", second));
  }

  @Test
  void what_failed_waits_until_it_is_due() {
    running();
    Slot slot = taken();
    accept(slot, -1, 8, event(5, "k"));
    commit(() -> gateways.failed(slot, new Failed(5, 2, AT, "no" + "o".repeat(2_000))));
    assertThat(waiting(slot))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.failures()).isEqualTo(2);
              assertThat(it.due()).isEqualTo(AT);
            });
    assertThat(committed(() -> gateways.held(name))).isEmpty();
  }

  @Test
  void what_is_held_holds_back_its_actor_and_no_other() {
    running();
    Slot slot = taken();
    accept(slot, -1, 9, event(5, "k"), event(6, "l"), event(8, "k"));
    commit(() -> gateways.failed(slot, new Failed(5, 5, null, "no")));

    assertThat(waiting(slot)).containsExactly(event(6, "l"));
    assertThat(committed(() -> gateways.waiting(slot, "k", -1, 9))).isEmpty();
    assertThat(committed(() -> gateways.held(slot))).containsExactly("k");
    assertThat(committed(() -> gateways.claim(slot, 5))).isFalse();
    assertThat(committed(() -> gateways.held(name)))
        .containsExactly(new HeldEvent(3, 5, "k", 5, "no"));
  }

  @Test
  void what_came_before_a_held_one_of_its_actor_does_not_wait_for_it() {
    running();
    Slot slot = taken();
    Waiting broken = Waiting.arrived(6, "k", null, null, Map.of(), AT, "too long");
    accept(slot, -1, 9, event(5, "k"), broken, event(8, "k"), event(9, "l"));

    assertThat(waiting(slot)).containsExactly(event(5, "k"), event(9, "l"));
    assertThat(committed(() -> gateways.waiting(slot, 5, 1))).containsExactly(event(9, "l"));
    assertThat(committed(() -> gateways.waiting(slot, "k", -1, 9))).containsExactly(event(5, "k"));
    assertThat(committed(() -> gateways.waiting(slot, "k", 5, 9))).isEmpty();
  }

  @Test
  void a_held_event_is_tried_again_from_the_first_attempt() {
    running();
    Slot slot = taken();
    accept(slot, -1, 9, event(5, "k"), event(8, "k"));
    commit(() -> gateways.failed(slot, new Failed(5, 5, null, "no")));

    assertThat(committed(() -> gateways.retry(name, 3, 5))).isTrue();
    assertThat(committed(() -> gateways.retry(name, 3, 5))).isFalse();
    assertThat(committed(() -> gateways.retry(name, 3, 8))).isFalse();

    assertThat(committed(() -> gateways.waiting(slot, "k", -1, 9)))
        .extracting(Waiting::offset, Waiting::failures)
        .containsExactly(tuple(5L, 0), tuple(8L, 0));
  }

  @Test
  void a_held_event_that_is_skipped_counts_as_handled() {
    running();
    Slot slot = taken();
    accept(slot, -1, 9, event(4, "k"), event(5, "k"), event(8, "k"));
    commit(() -> gateways.finish(slot, List.of(4L), List.of(new Actor("k", 0, 3, 4, "kept"))));
    commit(() -> gateways.failed(slot, new Failed(5, 5, null, "no")));

    assertThat(committed(() -> gateways.skip(name, 3, 8))).isFalse();
    assertThat(committed(() -> gateways.skip(name, 3, 5))).isTrue();

    assertThat(waiting(slot)).containsExactly(event(8, "k"));
    assertThat(committed(() -> gateways.lockActor(name, "k")))
        .contains(new Actor("k", 0, 3, 5, "kept"));
  }

  @Test
  void what_was_not_acceptable_is_held_from_the_beginning_and_can_only_be_skipped() {
    running();
    Slot slot = taken();
    accept(slot, -1, 6, Waiting.arrived(5, "k", null, null, Map.of(), AT, "too long"));

    assertThat(waiting(slot)).isEmpty();
    assertThat(committed(() -> gateways.retry(name, 3, 5))).isFalse();
    assertThat(committed(() -> gateways.skip(name, 3, 5))).isTrue();
  }

  private void handled(Slot slot, long offset, Wish... wishes) {
    commit(
        () -> {
          gateways.handled(slot, List.of(new Handled(offset, "k", List.of(wishes))));
          gateways.finish(slot, List.of(), List.of(new Actor("k", 0, 3, offset, "after")));
        });
  }

  @Test
  void what_is_handled_waits_on_for_what_it_asked_for() {
    running();
    Slot slot = taken();
    accept(slot, -1, 9, event(5, "k"), event(8, "k"));
    commit(() -> gateways.failed(slot, new Failed(5, 2, AT, "no")));
    Wish mail = new Wish(0, "mail", "to Ada");
    Wish bare = new Wish(1, "ring", null);
    assertThat(committed(() -> gateways.wishes(slot, 5))).isEmpty();

    handled(slot, 5, mail, bare);
    handled(slot, 5, mail, bare);

    assertThat(waiting(slot)).containsExactly(event(5, "k").afterHandling(), event(8, "k"));
    assertThat(committed(() -> gateways.claim(slot, 5))).isFalse();
    assertThat(committed(() -> gateways.wishes(slot, 5))).contains(List.of(mail, bare));
    commit(() -> gateways.carriedOut(slot, List.of(new CarriedOut(5, 1))));
    assertThat(committed(() -> gateways.wishes(slot, 5))).contains(List.of(bare));
    commit(
        () -> {
          gateways.carriedOut(slot, List.of(CarriedOut.all(5)));
          gateways.finish(slot, List.of(5L), List.of());
        });
    assertThat(waiting(slot)).containsExactly(event(8, "k"));
    assertThat(committed(() -> gateways.wishes(slot, 5))).isEmpty();
    assertThat(committed(() -> gateways.lockActor(name, "k")).orElseThrow().state())
        .isEqualTo("after");
  }

  @Test
  void of_a_handling_that_is_rolled_back_nothing_is_asked_for() {
    running();
    Slot slot = taken();
    accept(slot, -1, 8, event(5, "k"));
    transaction(
        false,
        () -> {
          gateways.handled(slot, List.of(new Handled(5, "k", List.of(new Wish(0, "mail", null)))));
          return slot;
        });
    assertThat(committed(() -> gateways.wishes(slot, 5))).isEmpty();
    assertThat(committed(() -> gateways.claim(slot, 5))).isTrue();
  }

  @Test
  void whose_term_is_over_hears_nothing_of_what_is_asked_for_and_who_came_after_all_of_it() {
    running();
    Slot zombie = taken();
    accept(zombie, -1, 8, event(5, "k"));
    handled(zombie, 5, new Wish(0, "mail", null));
    Slot now = taken();

    assertThat(committed(() -> gateways.wishes(zombie, 5))).isEmpty();
    assertThat(committed(() -> gateways.wishes(now, 5))).isPresent();
    assertThat(waiting(now)).singleElement().matches(Waiting::handled);
  }

  @Test
  void what_an_event_asked_for_fails_and_is_held_tried_again_and_skipped_with_its_event() {
    running();
    Slot slot = taken();
    accept(slot, -1, 9, event(5, "k"), event(8, "k"));
    handled(slot, 5, new Wish(0, "mail", null));

    commit(() -> gateways.failed(slot, new Failed(5, 5, null, "no")));
    assertThat(waiting(slot)).isEmpty();
    assertThat(committed(() -> gateways.retry(name, 3, 5))).isTrue();
    assertThat(committed(() -> gateways.waiting(slot, "k", -1, 9)))
        .extracting(Waiting::offset, Waiting::handled)
        .containsExactly(tuple(5L, true), tuple(8L, false));
    commit(() -> gateways.failed(slot, new Failed(5, 5, null, "no")));
    assertThat(committed(() -> gateways.skip(name, 3, 5))).isTrue();
    assertThat(committed(() -> gateways.wishes(slot, 5))).isEmpty();
    assertThat(committed(() -> gateways.lockActor(name, "k")).orElseThrow().state())
        .isEqualTo("after");
  }

  @Test
  void after_a_new_run_nothing_waits_and_who_read_the_old_one_writes_nothing() {
    Gateway running = running();
    Slot old = taken();
    accept(old, -1, 8, event(5, "k"));
    commit(
        () -> {
          gateways.lock(name);
          gateways.save(running.pause().reset());
          gateways.drop(name);
        });

    assertThat(accept(old, 8, 9, event(8, "k"))).isFalse();
    assertThat(committed(() -> gateways.claim(old, 5))).isFalse();
    assertThat(committed(() -> gateways.hold(old))).isFalse();
    assertThat(waiting(old)).isEmpty();
  }

  @Test
  void a_poll_is_due_once_and_again_in_its_time() {
    Poll poll = new Poll(name, "key", "t", 3_600_000, null, 0);
    commit(() -> gateways.schedule(poll));

    Poll taken = due().orElseThrow();
    assertThat(due()).isEmpty();
    assertThat(taken.state()).isNull();
    assertThat(committed(() -> gateways.polled(taken, "seen"))).isTrue();
    assertThat(due()).isEmpty();

    commit(() -> gateways.schedule(poll));
    assertThat(due().map(Poll::state)).contains("seen");
    commit(() -> gateways.unschedule(name, "key"));
    assertThat(committed(() -> gateways.polled(taken, "late"))).isFalse();
  }

  @Test
  void who_polled_too_slowly_notes_nothing() {
    commit(() -> gateways.schedule(new Poll(name, "key", "t", 1_000, null, 0)));
    Poll slow = committed(() -> gateways.due(Set.of(name), 0)).orElseThrow();
    Poll fast = due().orElseThrow();

    assertThat(committed(() -> gateways.polled(slow, "slow"))).isFalse();
    assertThat(committed(() -> gateways.polled(fast, "fast"))).isTrue();
  }

  private Optional<Poll> due() {
    return committed(() -> gateways.due(Set.of(name, "another"), 3_600_000));
  }
}
