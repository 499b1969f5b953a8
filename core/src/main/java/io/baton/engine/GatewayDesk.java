package io.baton.engine;

import io.baton.api.GatewayStatus;
import io.baton.api.Gateways;
import io.baton.api.HeldEvent;
import io.baton.model.Gateway;
import io.baton.port.GatewayStore;
import io.baton.port.PollStore;
import io.baton.port.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What operators tell gateways, written where all nodes read it. */
public final class GatewayDesk implements Gateways {
  private final Supplier<GatewayStore> keeper;
  private final Transactions transactions;

  public GatewayDesk(Kernel kernel) {
    this(kernel.store()::gateways, kernel.transactions());
  }

  /**
   * @param keeper asked with each wish: not every store keeps gateways
   */
  public GatewayDesk(Supplier<GatewayStore> keeper, Transactions transactions) {
    this.keeper = keeper;
    this.transactions = transactions;
  }

  @Override
  public void configure(String gateway, Map<String, String> configuration) {
    change(gateway, now -> now.configure(configuration));
  }

  @Override
  public void run(String gateway) {
    change(gateway, Gateway::run);
  }

  @Override
  public void pause(String gateway) {
    change(gateway, Gateway::pause);
  }

  @Override
  public void resume(String gateway) {
    change(gateway, Gateway::resume);
  }

  @Override
  public void reset(String gateway) {
    change(gateway, Gateway::reset);
  }

  @Override
  public void clearConfiguration(String gateway) {
    change(gateway, Gateway::clearConfiguration);
  }

  private void change(String name, UnaryOperator<Gateway> wish) {
    Gateway.unknown(name); // The name is refused before a row is made.
    transactions.joined(
        () -> {
          GatewayStore store = keeper.get();
          Gateway before = store.lock(name);
          Gateway after = wish.apply(before);
          store.save(after);
          if (after.epoch() != before.epoch()) {
            store.drop(name);
          }
          return after;
        });
  }

  @Override
  public GatewayStatus getStatus(String gateway) {
    return transactions.joined(
        () ->
            keeper.get().all().stream()
                .filter(known -> known.name().equals(gateway))
                .findFirst()
                .orElseGet(() -> Gateway.unknown(gateway))
                .status());
  }

  @Override
  public List<HeldEvent> held(String gateway) {
    return transactions.joined(() -> keeper.get().held(gateway));
  }

  @Override
  public void retry(String gateway, int partition, long offset) {
    must(
        transactions.joined(() -> keeper.get().retry(gateway, partition, offset)),
        partition,
        offset);
  }

  @Override
  public void skip(String gateway, int partition, long offset) {
    must(
        transactions.joined(() -> keeper.get().skip(gateway, partition, offset)),
        partition,
        offset);
  }

  private static void must(boolean done, int partition, long offset) {
    if (!done) {
      throw new IllegalArgumentException(
          "BATON-1603 no event at %d/%d is held, or none that can be tried again"
              .formatted(partition, offset));
    }
  }

  @Override
  public void poll(String agent, String key, String topic, Duration every) {
    PollStore.Poll poll = new PollStore.Poll(agent, key, topic, every.toMillis(), null, 0);
    transactions.joined(
        () -> {
          keeper.get().schedule(poll);
          return poll;
        });
  }

  @Override
  public void pollNoMore(String agent, String key) {
    transactions.joined(
        () -> {
          keeper.get().unschedule(agent, key);
          return key;
        });
  }
}
