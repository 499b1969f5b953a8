package io.baton.gateway;

import io.baton.model.Codes;
import io.baton.model.Gateway;
import io.baton.model.GatewaySettings;
import io.baton.model.Incident;
import io.baton.port.Attendant;
import io.baton.port.CaseStore;
import io.baton.port.GatewayStore;
import io.baton.port.GatewayStore.Actor;
import io.baton.port.GatewayStore.Waiting;
import io.baton.port.Transactions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Brings events into memory: from the topic by way of the store, or from the store alone. */
final class Intake {
  private static final int BACKLOG = 20_000;
  private static final int PAGE = 2_000;

  private final Gateway gateway;
  private final GatewaySettings settings;
  private final CaseStore store;
  private final GatewayStore gateways;
  private final Transactions transactions;

  Intake(Gateway gateway, Attendant.Host host) {
    this.gateway = gateway;
    this.settings = Objects.requireNonNull(gateway.settings());
    this.store = host.store();
    this.gateways = store.gateways();
    this.transactions = host.transactions();
  }

  /** While it is, nothing more is to come from the topic. */
  static boolean isFull(Share share) {
    return share.isUnloaded() || share.backlog() > BACKLOG;
  }

  /** What came of a partition, a batch in each transaction; what it has already is passed over. */
  void take(Share share, List<Waiting> arrived) {
    List<Waiting> fresh = arrived.stream().filter(event -> event.offset() >= share.next()).toList();
    for (int i = 0; i < fresh.size(); i += settings.minibatch()) {
      accept(share, fresh.subList(i, Math.min(fresh.size(), i + settings.minibatch())));
    }
  }

  private void accept(Share share, List<Waiting> events) {
    long next = events.get(events.size() - 1).offset() + 1;
    Map<String, Actor> actors =
        transactions.separate(
            () -> {
              if (!gateways.accept(share.slot(), share.next(), next, events)) {
                throw new IllegalStateException(share.slot() + " is in other hands");
              }
              events.stream()
                  .filter(event -> event.error() != null)
                  .forEach(event -> raise(share, event));
              return known(share, events);
            });
    share.accepted(next, events, actors);
  }

  private Map<String, Actor> known(Share share, List<Waiting> events) {
    Set<String> unknown = share.unknown(events);
    return unknown.isEmpty() ? Map.of() : gateways.actors(gateway.name(), unknown);
  }

  private void raise(Share share, Waiting event) {
    store.raise(
        new Incident(
            Incident.Kind.EVENT,
            Codes.EVENT_UNACCEPTABLE,
            null,
            "gateway %s, partition %d, offset %d: %s"
                .formatted(gateway.name(), share.slot().partition(), event.offset(), event.error()),
            null));
  }

  /** What waited before this node came, page by page. */
  void loadMore(Share share) {
    if (share.isUnloaded() && share.backlog() <= BACKLOG) {
      load(share);
    }
  }

  private void load(Share share) {
    transactions
        .separate(
            () -> {
              List<Waiting> page = gateways.waiting(share.slot(), share.loadedTo(), PAGE);
              Map<String, Actor> actors = known(share, page);
              return (Runnable) () -> share.load(page, actors, page.size() >= PAGE);
            })
        .run();
  }

  /** Frees those of whom an operator has decided. */
  void lookAtHeld(Share share) {
    Set<String> before = share.isUnloaded() ? Set.of() : share.held();
    if (!before.isEmpty()) {
      Set<String> still = transactions.separate(() -> gateways.held(share.slot()));
      before.stream().filter(actor -> !still.contains(actor)).forEach(share::free);
    }
  }
}
