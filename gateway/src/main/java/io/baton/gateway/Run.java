package io.baton.gateway;

import io.baton.api.GatewayHandler;
import io.baton.model.Codes;
import io.baton.model.Gateway;
import io.baton.model.GatewaySettings;
import io.baton.model.Incident;
import io.baton.port.Attendant;
import io.baton.port.CaseStore;
import io.baton.port.GatewayStore;
import io.baton.port.GatewayStore.Actor;
import io.baton.port.GatewayStore.Taken;
import io.baton.port.GatewayStore.Waiting;
import io.baton.port.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One gateway on one node, while it runs: takes records in, each batch in a transaction that moves
 * the partition on, and hands them to their lanes.
 */
final class Run implements Source.Listener {
  private static final System.Logger LOG = System.getLogger(Run.class.getName());
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int BACKLOG = 20_000;
  private static final int PAGE = 2_000;
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long AGAIN_MILLIS = 1_000;
  private static final Duration END = Duration.ofSeconds(10);
  private static final Duration REVOKED = Duration.ofSeconds(5);

  private final Gateway gateway;
  private final GatewaySettings settings;
  private final Source.Opener sources;
  private final CaseStore store;
  private final GatewayStore gateways;
  private final Transactions transactions;
  private final String node;
  private final Notes notes;
  private final Calls calls;
  private final ExecutorService workers;
  private final ScheduledExecutorService later;
  private final Thread reader;
  private final Thread writer;
  private final Map<Integer, Share> shares = new ConcurrentHashMap<>();
  private final List<Share> given = new ArrayList<>();
  private volatile @Nullable Source source;
  private final boolean remembers;
  private volatile boolean stopped;
  private long lookedAt = System.nanoTime();

  Run(
      Gateway gateway,
      GatewayHandler handler,
      Sizes sizes,
      Source.Opener sources,
      Attendant.Host host) {
    this.gateway = gateway;
    this.settings = Objects.requireNonNull(gateway.settings());
    this.sources = sources;
    this.store = host.store();
    this.gateways = store.gateways();
    this.transactions = host.transactions();
    this.node = host.node();
    this.remembers = !(handler instanceof GatewayHandler.InTransaction);
    this.notes = new Notes(store, transactions, settings);
    this.workers = Executors.newFixedThreadPool(sizes.threads(handler), host.threads());
    this.later = Executors.newSingleThreadScheduledExecutor(host.threads());
    this.calls =
        new Calls(handler, settings, gateways, transactions, notes, workers, sizes.inFlight());
    this.reader = host.threads().newThread(this::read);
    this.writer = host.threads().newThread(notes);
  }

  Gateway gateway() {
    return gateway;
  }

  void start() {
    writer.start();
    reader.start();
  }

  /** Lets what is being handled end, for a while. */
  void stop() {
    stopped = true;
    Source open = source;
    if (open != null) {
      open.wakeUp();
    }
    try {
      reader.join(END.toMillis());
      synchronized (given) {
        awaitNoneHandled(given, END);
      }
      notes.close();
      writer.join(END.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    later.shutdownNow();
    workers.shutdown();
  }

  /** Who takes over next need not do again what is ended and noted before. */
  private static void awaitNoneHandled(List<Share> shares, Duration most) {
    long until = System.nanoTime() + most.toNanos();
    try {
      while (shares.stream().anyMatch(share -> share.running() > 0) && System.nanoTime() < until) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    while (!stopped) {
      try (Source opened = sources.open(gateway, this)) {
        source = opened;
        while (!stopped) {
          readOnce(opened);
        }
      } catch (RuntimeException e) {
        if (!stopped) {
          LOG.log(
              System.Logger.Level.WARNING,
              "gateway %s begins again where the store says: %s"
                  .formatted(gateway.name(), e.getMessage()),
              e);
        }
      }
      source = null;
      Set.copyOf(shares.keySet()).forEach(this::revoked);
      pause();
    }
  }

  private void pause() {
    if (!stopped) {
      try {
        TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stopped = true;
      }
    }
  }

  private void readOnce(Source from) {
    from.pause(
        shares.entrySet().stream()
            .filter(each -> isFull(each.getValue()))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet()));
    Map<Integer, List<Waiting>> arrived = new TreeMap<>();
    for (Source.Arrived each : from.poll(POLL)) {
      arrived.computeIfAbsent(each.partition(), any -> new ArrayList<>()).add(each.event());
    }
    Map<Integer, Long> told = new HashMap<>();
    arrived.forEach(
        (partition, events) -> {
          Share share = shares.get(partition);
          if (share != null) {
            take(share, events);
            told.put(partition, share.next());
          }
        });
    if (!told.isEmpty()) {
      from.tell(told);
    }
    shares.values().forEach(this::loadMore);
    lookAtHeld();
  }

  private static boolean isFull(Share share) {
    return share.isUnloaded() || share.backlog() > BACKLOG;
  }

  private void take(Share share, List<Waiting> arrived) {
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
  private void loadMore(Share share) {
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

  private void lookAtHeld() {
    if (System.nanoTime() - lookedAt < LOOK_NANOS) {
      return;
    }
    lookedAt = System.nanoTime();
    for (Share share : shares.values()) {
      Set<String> before = share.isUnloaded() ? Set.of() : share.held();
      if (!before.isEmpty()) {
        Set<String> still = transactions.separate(() -> gateways.held(share.slot()));
        before.stream().filter(actor -> !still.contains(actor)).forEach(share::free);
      }
    }
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
    Share share = new Share(taken.slot(), taken.next(), remembers, new Turns(), this::untilDue);
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

  /** When it is a lane's turn. */
  private final class Turns implements Share.Starter {
    @Override
    public void start(Lane lane, Duration delay) {
      if (stopped) {
        return;
      }
      if (delay.isNegative() || delay.isZero()) {
        calls.start(lane);
      } else {
        var unused = later.schedule(() -> calls.start(lane), delay.toNanos(), TimeUnit.NANOSECONDS);
      }
    }

    @Override
    public void reload(Lane lane) {
      notes.add(new Note.Reload(lane));
    }
  }
}
