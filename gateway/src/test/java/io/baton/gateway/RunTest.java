package io.baton.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.baton.api.GatewayHandler;
import io.baton.api.GatewayState;
import io.baton.api.PollingAgent;
import io.baton.model.Gateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class RunTest extends OnFakeTopic {
  @Test
  @DisplayName("A5.1 each record comes to the handler, each key's in order")
  void A5_1_from_a_topic_to_effects() {
    records(200, 10);
    start(running(), outside());
    awaitAllHandled();
    assertThat(effects).isEqualTo(expected);
  }

  @Test
  @DisplayName("A5.2 keys of one partition are handled side by side, thousands of them at once")
  void A5_2_thousands_of_keys_at_once() {
    for (int i = 0; i < 3_000; i++) {
      topic.add(0, "k" + i, "v");
    }
    List<CompletableFuture<Void>> open = new ArrayList<>();
    GatewayHandler.Async never =
        (event, actor) -> {
          CompletableFuture<Void> call = new CompletableFuture<>();
          synchronized (open) {
            open.add(call);
          }
          return call;
        };
    start(running(), never);
    await()
        .atMost(LONG)
        .until(
            () -> {
              synchronized (open) {
                return open.size() == 3_000;
              }
            });
    open.forEach(call -> call.complete(null));
  }

  @Test
  @DisplayName("A5.2 an event of a key is not begun before the one before it has ended")
  void A5_2_one_key_in_order() {
    records(300, 3);
    Map<String, AtomicInteger> under = new ConcurrentHashMap<>();
    AtomicInteger together = new AtomicInteger();
    GatewayHandler.Outside outside = outside();
    start(
        running(),
        (GatewayHandler.Outside)
            (event, actor) -> {
              AtomicInteger mine = under.computeIfAbsent(actor.name(), any -> new AtomicInteger());
              if (mine.incrementAndGet() > 1) {
                together.incrementAndGet();
              }
              outside.on(event, actor);
              mine.decrementAndGet();
            });
    awaitAllHandled();
    assertThat(together).hasValue(0);
    assertThat(effects).isEqualTo(expected);
  }

  @Test
  @DisplayName("A5.3 A5.5 exactly once for what joins the transaction, wherever nodes die")
  void A5_5_exactly_once_in_the_transaction() {
    records(120, 9);
    Gateway gateway = running();
    for (int seed = 0; seed < 60 && !states().equals(counts()); seed++) {
      lifeAndDeath(gateway, joined(), seed, 12);
    }
    start(gateway, joined());
    awaitAllHandled();
    assertThat(effects).isEqualTo(expected);
  }

  @Test
  @DisplayName(
      "A5.6 what is outside is called after the event is kept, again when nodes die, in order")
  void A5_6_at_least_once_outside() {
    records(120, 9);
    Gateway gateway = running();
    for (int seed = 0; seed < 60 && !states().equals(counts()); seed++) {
      lifeAndDeath(gateway, outside(), seed, 8);
    }
    start(gateway, outside());
    awaitAllHandled();
    Map<String, List<Long>> once = new LinkedHashMap<>();
    effects.forEach((key, all) -> once.put(key, new ArrayList<>(new LinkedHashSet<>(all))));
    assertThat(once).isEqualTo(expected);
  }

  @Test
  @DisplayName("A5.10 of two nodes with one partition the one that came later has it")
  void A5_10_one_live_instance() {
    records(200, 5);
    Gateway gateway = running();
    start(gateway, joined());
    start(gateway, joined());
    start(gateway, joined());
    awaitAllHandled();
    assertThat(effects).isEqualTo(expected);
  }

  /** No actor remembers these, so nothing but the store's guards keeps them from coming twice. */
  @Test
  @DisplayName("A5.10 records without a key are handled once, whoever else holds the partition")
  void A5_10_no_key() {
    for (int i = 0; i < 300; i++) {
      long offset = topic.add(0, null, "v");
      expected.computeIfAbsent("null", any -> new ArrayList<>()).add(offset);
    }
    Gateway gateway = running();
    List<Long> seen = Collections.synchronizedList(new ArrayList<>());
    GatewayHandler.InTransaction once =
        (event, actor) ->
            transactions.afterCompletion(
                committed -> {
                  if (committed) {
                    seen.add(event.offset());
                  }
                });
    start(gateway, once);
    start(gateway, once);
    start(gateway, once);
    await().atMost(LONG).until(() -> seen.size() >= 300);
    runs.forEach(Run::stop);
    runs.clear();
    assertThat(seen).containsExactlyInAnyOrderElementsOf(expected.get("null"));
  }

  @Test
  @DisplayName("A5.11 the state is as the last event left it; of a failed attempt nothing stays")
  void A5_11_state_of_failed_attempts() {
    records(20, 2);
    GatewayHandler.InTransaction joined = joined();
    start(
        running(),
        (GatewayHandler.InTransaction)
            (event, actor) -> {
              joined.on(event, actor);
              if (event.attempt() < 2) {
                throw new IllegalStateException("not yet");
              }
            });
    awaitAllHandled();
    assertThat(effects).isEqualTo(expected);
  }

  @Test
  void a_failing_event_holds_back_its_key_and_only_its_key_until_somebody_decides() {
    records(40, 4);
    long bad = expected.get("k1").get(2);
    AtomicInteger mended = new AtomicInteger();
    GatewayHandler.Outside outside = outside();
    start(
        running(),
        (GatewayHandler.Outside)
            (event, actor) -> {
              if ("k1".equals(event.key()) && event.offset() == bad && mended.get() == 0) {
                throw new IllegalStateException("bad day");
              }
              outside.on(event, actor);
            });
    await().atMost(LONG).until(() -> !desk.held("g").isEmpty());
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(states())
                    .containsEntry("k0", "10")
                    .containsEntry("k1", "2")
                    .containsEntry("k2", "10")
                    .containsEntry("k3", "10"));
    assertThat(desk.held("g"))
        .singleElement()
        .satisfies(
            held -> {
              assertThat(held.attempts()).isEqualTo(3);
              assertThat(held.error()).contains("bad day");
            });
    assertThat(store.incidents()).singleElement().extracting("code").isEqualTo("BATON-1610");

    mended.set(1);
    desk.retry("g", 1, bad);
    awaitAllHandled();
    assertThat(effects).isEqualTo(expected);
  }

  @Test
  void a_held_event_that_is_skipped_lets_the_others_of_its_key_go_on() {
    records(40, 4);
    long broken = topic.addBroken(1, "k1");
    expected.get("k1").add(topic.add(1, "k1", "after"));
    start(running(), joined());
    await().atMost(LONG).until(() -> !desk.held("g").isEmpty());
    await().atMost(LONG).untilAsserted(() -> assertThat(states()).containsEntry("k1", "10"));

    desk.skip("g", 1, broken);
    awaitAllHandled();
    assertThat(effects).isEqualTo(expected);
    assertThat(store.incidents()).extracting("code").containsExactly("BATON-1611");
  }

  @Test
  void records_without_a_key_each_have_an_actor_of_their_own() throws Exception {
    CountDownLatch together = new CountDownLatch(5);
    for (int i = 0; i < 5; i++) {
      topic.add(0, null, "v");
    }
    start(
        running(),
        (GatewayHandler.Outside)
            (event, actor) -> {
              together.countDown();
              assertThat(together.await(20, TimeUnit.SECONDS)).isTrue();
            });
    assertThat(together.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  @DisplayName("A6.12 a reset is a new run: all comes again to actors that begin anew")
  void A6_12_reset() {
    records(30, 3);
    Run first = start(running(), joined());
    awaitAllHandled();
    desk.pause("g");
    first.stop();
    desk.reset("g");
    assertThat(desk.getStatus("g").epoch()).isEqualTo(1);
    assertThat(desk.getStatus("g").state()).isEqualTo(GatewayState.READY);
    desk.run("g");
    effects.clear();

    start(transactions.run(true, () -> gateways.lock("g")), joined());
    await().atMost(LONG).untilAsserted(() -> assertThat(effects).isEqualTo(expected));
    awaitAllHandled();
  }

  @Test
  @DisplayName("A5.7 a run that is over does nothing more when its gateway is reset under it")
  void A5_7_reset_fences_the_old_run() {
    records(30, 3);
    CountDownLatch go = new CountDownLatch(1);
    Run first =
        start(
            running(),
            (GatewayHandler.Outside)
                (event, actor) -> {
                  actor.state("old");
                  go.await();
                });
    await().atMost(LONG).until(() -> topic.polls.get() > 3);
    desk.pause("g");
    desk.reset("g");
    go.countDown();
    first.stop();
    assertThat(states()).isEmpty();
  }

  @Test
  void a_lane_that_is_too_long_for_the_memory_goes_on_from_the_store() {
    for (int i = 0; i < 2 * Lane.LENGTH + 500; i++) {
      expected
          .computeIfAbsent("hot", any -> new ArrayList<>())
          .add(topic.add(0, "hot", Integer.toString(i)));
    }
    start(running(), outside());
    awaitAllHandled();
    assertThat(effects).isEqualTo(expected);
  }

  @Test
  @DisplayName("A5.1 what a polling agent finds becomes a record, with its state or not at all")
  void A5_1_the_reverse() {
    AtomicInteger polled = new AtomicInteger();
    PollingAgent agent =
        (key, state) -> {
          if (polled.incrementAndGet() == 1) {
            throw new IllegalStateException("not at home");
          }
          int n = count(state) + 1;
          return new PollingAgent.Poll("{\"n\":" + n + "}", Integer.toString(n));
        };
    TrialHost host = new TrialHost(store, transactions, Map.of("weather", agent));
    GatewayAttendant attendant = new GatewayAttendant(topic);
    desk.poll("weather", "oslo", "forecasts", Duration.ofSeconds(1));
    attendant.start(host);
    try {
      await().atMost(LONG).until(() -> host.published.size() >= 2);
    } finally {
      attendant.stop();
    }
    assertThat(host.published.subList(0, 2))
        .extracting(p -> p.topic() + " " + p.key() + " " + p.value())
        .containsExactly("forecasts oslo {\"n\":1}", "forecasts oslo {\"n\":2}");
  }
}
