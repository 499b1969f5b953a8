package io.baton.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.baton.api.DelayedEffect;
import io.baton.api.GatewayEffect;
import io.baton.api.GatewayHandler;
import io.baton.model.Gateway;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What events ask for, to be done outside after their commit. */
final class EffectsTest extends OnFakeTopic {
  /** By key of the record: the keys of what was carried out, each time. */
  private final Map<String, List<String>> carriedOut = new ConcurrentHashMap<>();

  private final GatewayEffect mail = this::note;

  private void note(DelayedEffect effect) {
    carriedOut
        .computeIfAbsent(
            String.valueOf(effect.event().key()),
            any -> Collections.synchronizedList(new ArrayList<>()))
        .add(effect.idempotencyKey() + "=" + effect.value());
  }

  /** Asks for two effects, and counts in the transaction. */
  private GatewayHandler.InTransaction asking() {
    GatewayHandler.InTransaction joined = joined();
    return (event, actor) -> {
      joined.on(event, actor);
      actor.afterCommit("mail", "first " + actor.state());
      actor.afterCommit("mail", "second " + actor.state());
    };
  }

  private Map<String, List<String>> wanted() {
    Map<String, List<String>> wanted = new LinkedHashMap<>();
    expected.forEach(
        (key, offsets) -> {
          int partition = Integer.parseInt(key.substring(1)) % 2;
          List<String> all = new ArrayList<>();
          for (int i = 0; i < offsets.size(); i++) {
            String event = "g/0/%d/%d".formatted(partition, offsets.get(i));
            all.add(event + "/0=first " + (i + 1));
            all.add(event + "/1=second " + (i + 1));
          }
          wanted.put(key, all);
        });
    return wanted;
  }

  private void awaitNothingWaits() {
    await()
        .atMost(LONG)
        .until(
            () ->
                transactions.run(
                    true,
                    () ->
                        List.of(0, 1).stream()
                            .allMatch(
                                partition ->
                                    gateways
                                        .waiting(
                                            new io.baton.port.GatewayStore.Slot(
                                                "g", 0, partition, 0),
                                            -1,
                                            1)
                                        .isEmpty())));
  }

  @Test
  @DisplayName("A5.6 what an event asks for is done after its commit, once, each key's in order")
  void A5_6_after_the_commit_in_order() {
    beans.put("mail", mail);
    records(60, 6);
    start(running(), asking());
    awaitAllHandled();
    awaitNothingWaits();
    assertThat(carriedOut).isEqualTo(wanted());
  }

  @Test
  @DisplayName("A5.6 nodes die between commit and effect: another does it, with the same keys")
  void A5_6_recovered_by_any_node() {
    beans.put("mail", mail);
    records(60, 6);
    Gateway gateway = running();
    for (int seed = 0; seed < 60 && !states().equals(counts()); seed++) {
      lifeAndDeath(gateway, asking(), seed, 12);
    }
    start(gateway, asking());
    awaitAllHandled();
    awaitNothingWaits();

    assertThat(effects).isEqualTo(expected);
    Map<String, List<String>> firsts = new LinkedHashMap<>();
    carriedOut.forEach((key, all) -> firsts.put(key, new ArrayList<>(new LinkedHashSet<>(all))));
    assertThat(firsts).isEqualTo(wanted());
  }

  @Test
  @DisplayName("A5.6 of a handling that is rolled back no effect is seen")
  void A5_6_not_before_the_commit() {
    beans.put("mail", mail);
    records(20, 2);
    GatewayHandler.InTransaction asking = asking();
    start(
        running(),
        (GatewayHandler.InTransaction)
            (event, actor) -> {
              asking.on(event, actor);
              if (event.attempt() < 2) {
                actor.afterCommit("mail", "never");
                throw new IllegalStateException("not yet");
              }
            });
    awaitAllHandled();
    awaitNothingWaits();
    assertThat(carriedOut).isEqualTo(wanted());
  }

  @Test
  @DisplayName("A5.6 what is called outside may ask, too")
  void A5_6_asked_for_outside() {
    beans.put("mail", mail);
    records(40, 4);
    GatewayHandler.Outside outside = outside();
    start(
        running(),
        (GatewayHandler.Outside)
            (event, actor) -> {
              outside.on(event, actor);
              actor.afterCommit("mail", "first " + actor.state());
              actor.afterCommit("mail", "second " + actor.state());
            });
    awaitAllHandled();
    awaitNothingWaits();
    assertThat(carriedOut).isEqualTo(wanted());
  }

  @Test
  @DisplayName("A5.2 A5.6 effects of keys are carried out side by side")
  void A5_6_side_by_side() {
    CountDownLatch together = new CountDownLatch(12);
    AtomicInteger lonely = new AtomicInteger();
    GatewayEffect waits =
        effect -> {
          together.countDown();
          if (!together.await(20, java.util.concurrent.TimeUnit.SECONDS)) {
            lonely.incrementAndGet();
          }
          note(effect);
        };
    beans.put("mail", waits);
    records(12, 12);
    start(running(), asking());
    awaitAllHandled();
    awaitNothingWaits();
    assertThat(lonely).hasValue(0);
    assertThat(carriedOut).isEqualTo(wanted());
  }

  @Test
  void an_effect_that_fails_holds_back_its_key_and_only_its_key_and_is_not_done_twice() {
    AtomicBoolean mended = new AtomicBoolean();
    GatewayEffect sometimes =
        effect -> {
          if (effect.number() == 1 && "k1".equals(effect.event().key()) && !mended.get()) {
            throw new IllegalStateException("no paper");
          }
          note(effect);
        };
    beans.put("mail", sometimes);
    records(20, 4);
    start(running(), asking());
    await().atMost(LONG).until(() -> !desk.held("g").isEmpty());
    assertThat(desk.held("g"))
        .singleElement()
        .satisfies(held -> assertThat(held.error()).contains("effect 1, mail", "no paper"));
    await().atMost(LONG).untilAsserted(() -> assertThat(states()).containsEntry("k0", "5"));
    assertThat(states()).containsEntry("k1", "1");

    mended.set(true);
    desk.retry("g", 1, expected.get("k1").get(0));
    awaitAllHandled();
    awaitNothingWaits();
    assertThat(carriedOut).isEqualTo(wanted());
    assertThat(effects).isEqualTo(expected);
  }

  @Test
  void what_is_not_there_or_too_much_is_not_asked_for() {
    Acting acting = new Acting("k", null, Set.of("mail"));
    assertThatThrownBy(() -> acting.afterCommit("post", null)).hasMessageContaining("BATON-1617");
    assertThatThrownBy(() -> acting.afterCommit("mail", "a\0b")).hasMessageContaining("BATON-1617");
    assertThatThrownBy(() -> acting.afterCommit("mail", "a".repeat(65_537)))
        .hasMessageContaining("BATON-1617");
    for (int i = 0; i < 100; i++) {
      acting.afterCommit("mail", null);
    }
    assertThatThrownBy(() -> acting.afterCommit("mail", null)).hasMessageContaining("BATON-1617");
    assertThat(acting.wishes()).hasSize(100);
  }

  @Test
  void who_has_not_the_effect_does_not_lose_it() {
    beans.put("mail", mail);
    records(2, 2);
    GatewayEffect none =
        effect -> {
          throw new IllegalStateException("dies here");
        };
    beans.put("mail", none);
    Gateway gateway = running();
    Run first = start(gateway, asking());
    await().atMost(LONG).until(() -> desk.held("g").size() == 2);
    first.stop();
    runs.clear();
    beans.remove("mail");
    Run second = start(gateway, asking());
    expected.forEach((key, offsets) -> desk.retry("g", key.equals("k1") ? 1 : 0, offsets.get(0)));
    await()
        .atMost(LONG)
        .until(
            () ->
                desk.held("g").size() == 2
                    && desk.held("g").stream().allMatch(h -> h.error().contains("BATON-1618")));
    second.stop();
    runs.clear();
    beans.put("mail", mail);
    start(gateway, asking());
    expected.forEach((key, offsets) -> desk.retry("g", key.equals("k1") ? 1 : 0, offsets.get(0)));
    awaitNothingWaits();
    assertThat(carriedOut).isEqualTo(wanted());
  }
}
