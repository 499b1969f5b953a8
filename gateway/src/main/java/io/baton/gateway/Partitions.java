package io.baton.gateway;

import io.baton.model.Codes;
import io.baton.model.Gateway;
import io.baton.model.Incident;
import io.baton.port.Attendant;
import io.baton.port.CaseStore;
import io.baton.port.GatewayStore;
import io.baton.port.GatewayStore.Taken;
import io.baton.port.GatewayStore.Waiting;
import io.baton.port.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Which partitions this node has, as Kafka says and the store agrees. */
final class Partitions implements Source.Listener {
  private static final System.Logger LOG = System.getLogger(Partitions.class.getName());
  private static final Duration REVOKED = Duration.ofSeconds(5);

  private final Gateway gateway;
  private final boolean remembers;
  private final CaseStore store;
  private final GatewayStore gateways;
  private final Transactions transactions;
  private final String node;
  private final Share.Starter turns;
  private final Map<Integer, Share> shares = new ConcurrentHashMap<>();

  /** Also those that are another's by now, as long as something is being done here. */
  private final List<Share> given = new ArrayList<>();

  Partitions(Gateway gateway, boolean remembers, Attendant.Host host, Share.Starter turns) {
    this.gateway = gateway;
    this.remembers = remembers;
    this.store = host.store();
    this.gateways = store.gateways();
    this.transactions = host.transactions();
    this.node = host.node();
    this.turns = turns;
  }

  @Nullable Share get(int partition) {
    return shares.get(partition);
  }

  Map<Integer, Share> all() {
    return Map.copyOf(shares);
  }

  @Override
  public OptionalLong assigned(int partition) {
    Taken taken =
        transactions
            .separate(() -> gateways.takeOver(gateway.name(), gateway.epoch(), partition, node))
            .orElse(null);
    if (taken == null) {
      return OptionalLong.empty();
    }
    Share share = new Share(taken.slot(), taken.next(), remembers, turns, this::untilDue);
    share.holds(transactions.separate(() -> gateways.held(taken.slot())));
    share.load(List.of(), Map.of(), true);
    synchronized (given) {
      given.removeIf(old -> old.isOver() && old.running() == 0);
      given.add(share);
    }
    revoked(partition);
    shares.put(partition, share);
    return OptionalLong.of(taken.next());
  }

  private Duration untilDue(Waiting event) {
    Instant due = event.due();
    return due == null ? Duration.ZERO : Duration.between(transactions.separate(store::now), due);
  }

  @Override
  public void revoked(int partition) {
    Share share = shares.remove(partition);
    if (share != null) {
      share.end();
      awaitNoneHandled(List.of(share), REVOKED);
    }
  }

  void revokeAll() {
    Set.copyOf(shares.keySet()).forEach(this::revoked);
  }

  /** Who takes over next need not do again what is ended and noted before. */
  void awaitNoneHandled(Duration most) {
    List<Share> all;
    synchronized (given) {
      all = List.copyOf(given);
    }
    awaitNoneHandled(all, most);
  }

  private static void awaitNoneHandled(Collection<Share> shares, Duration most) {
    long until = System.nanoTime() + most.toNanos();
    try {
      while (shares.stream().anyMatch(share -> share.running() > 0) && System.nanoTime() < until) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Records that are gone are told and passed; a topic that ends before what was read of it is
   * another topic, and that only an operator can decide.
   */
  @Override
  public OptionalLong missing(int partition, long next, long first, long end) {
    Share share = shares.get(partition);
    if (share == null) {
      return OptionalLong.empty();
    }
    boolean gone = next < first;
    String told =
        "gateway %s, partition %d: offset %d is next, the topic has %d to %d; %s"
            .formatted(
                gateway.name(),
                partition,
                next,
                first,
                end,
                gone ? "the records between are gone" : "nothing is read until it is reset");
    LOG.log(System.Logger.Level.ERROR, Codes.EVENTS_GONE + " " + told);
    transactions.separate(
        () -> {
          store.raise(new Incident(Incident.Kind.EVENT, Codes.EVENTS_GONE, null, told, null));
          return gone && gateways.accept(share.slot(), share.next(), first, List.of());
        });
    if (!gone) {
      return OptionalLong.empty();
    }
    share.accepted(first, List.of(), Map.of());
    return OptionalLong.of(first);
  }
}
