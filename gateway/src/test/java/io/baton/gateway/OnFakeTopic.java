package io.baton.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.baton.api.GatewayEvent;
import io.baton.api.GatewayHandler;
import io.baton.api.Gateways;
import io.baton.engine.GatewayDesk;
import io.baton.model.Gateway;
import io.baton.persistence.fleeting.FleetingCaseStore;
import io.baton.port.GatewayStore;
import io.baton.port.Transactions;
import io.baton.port.TrialTransactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;

/** Gateways of nodes that share a store and a topic in memory. */
abstract class OnFakeTopic {
  static final Duration LONG = Duration.ofSeconds(30);
  static final Sizes SIZES = new Sizes(4, 16, 4_096);

  final TrialTransactions transactions = new TrialTransactions();
  final FleetingCaseStore store = new FleetingCaseStore(transactions);
  final GatewayStore gateways = store.gateways();
  final Gateways desk = new GatewayDesk(store::gateways, transactions);
  final FakeTopic topic = new FakeTopic(2);
  final Map<String, List<Long>> expected = new LinkedHashMap<>();
  final Map<String, List<Long>> effects = new ConcurrentHashMap<>();
  final Map<String, Object> beans = new LinkedHashMap<>();
  final List<Run> runs = new ArrayList<>();

  @AfterEach
  void stop() {
    runs.forEach(Run::stop);
  }

  Gateway running() {
    desk.configure(
        "g",
        Map.of(
            "groupId", "g",
            "topic", "t",
            "brokers", "b:1",
            "handlerMethodName", "h",
            "minibatchSize", "7",
            "retryAttempts", "3",
            "retryDelay", "PT0.005S"));
    desk.run("g");
    return transactions.run(true, () -> gateways.lock("g"));
  }

  Run start(Gateway gateway, GatewayHandler handler) {
    return start(gateway, handler, transactions);
  }

  Run start(Gateway gateway, GatewayHandler handler, Transactions of) {
    Run run = new Run(gateway, handler, SIZES, topic, new TrialHost(store, of, beans));
    runs.add(run);
    run.start();
    return run;
  }

  void records(int count, int keys) {
    for (int i = 0; i < count; i++) {
      String key = "k" + i % keys;
      long offset = topic.add(i % keys % 2, key, Integer.toString(i));
      expected.computeIfAbsent(key, any -> new ArrayList<>()).add(offset);
    }
  }

  void effect(GatewayEvent event) {
    effects
        .computeIfAbsent(String.valueOf(event.key()), any -> new ArrayList<>())
        .add(event.offset());
  }

  GatewayHandler.InTransaction joined() {
    return (event, actor) -> {
      actor.state(Integer.toString(count(actor.state()) + 1));
      transactions.afterCompletion(
          committed -> {
            if (committed) {
              effect(event);
            }
          });
    };
  }

  GatewayHandler.Outside outside() {
    return (event, actor) -> {
      actor.state(Integer.toString(count(actor.state()) + 1));
      synchronized (effects) {
        effect(event);
      }
    };
  }

  static int count(String state) {
    return state == null ? 0 : Integer.parseInt(state);
  }

  void awaitAllHandled() {
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(2))
        .untilAsserted(() -> assertThat(states()).isEqualTo(counts()));
  }

  Map<String, String> counts() {
    Map<String, String> counts = new LinkedHashMap<>();
    expected.forEach((key, offsets) -> counts.put(key, Integer.toString(offsets.size())));
    return counts;
  }

  Map<String, String> states() {
    Map<String, String> states = new LinkedHashMap<>();
    transactions
        .run(true, () -> gateways.actors("g", expected.keySet()))
        .forEach((key, actor) -> states.put(key, actor.state()));
    return states;
  }

  void lifeAndDeath(Gateway gateway, GatewayHandler handler, int seed, int most) {
    MortalTransactions mortal = new MortalTransactions(transactions, new Random(seed), most);
    Run run = start(gateway, handler, mortal);
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> mortal.isDead() || states().equals(counts()));
    runs.remove(run);
    CompletableFuture.runAsync(run::stop);
  }
}
