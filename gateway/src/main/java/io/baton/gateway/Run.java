package io.baton.gateway;

import io.baton.api.GatewayEffect;
import io.baton.api.GatewayHandler;
import io.baton.model.Gateway;
import io.baton.model.GatewaySettings;
import io.baton.port.Attendant;
import io.baton.port.GatewayStore;
import io.baton.port.GatewayStore.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
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
final class Run {
  private static final System.Logger LOG = System.getLogger(Run.class.getName());
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long AGAIN_MILLIS = 1_000;
  private static final Duration END = Duration.ofSeconds(10);

  private final Gateway gateway;
  private final String node;
  private final Source.Opener sources;
  private final Partitions partitions;
  private final Intake intake;
  private final Notes notes;
  private final Calls calls;
  private final Effects effects;
  private final ExecutorService workers;
  private final ExecutorService outside;
  private final ScheduledExecutorService later;
  private final Thread reader;
  private final Thread writer;
  private volatile @Nullable Source source;
  private volatile boolean stopped;
  private long lookedAt = System.nanoTime();

  Run(
      Gateway gateway,
      GatewayHandler handler,
      Sizes sizes,
      Source.Opener sources,
      Attendant.Host host) {
    this.gateway = gateway;
    this.node = host.node();
    this.sources = sources;
    GatewaySettings settings = Objects.requireNonNull(gateway.settings());
    GatewayStore store = host.store().gateways();
    boolean remembers = !(handler instanceof GatewayHandler.InTransaction);
    partitions = new Partitions(gateway, remembers, host, new Turns());
    intake = new Intake(gateway, host);
    notes = new Notes(host.store(), host.transactions(), settings);
    workers = Executors.newFixedThreadPool(sizes.threads(handler), host.threads());
    outside = Executors.newFixedThreadPool(sizes.threads(), host.threads());
    later = Executors.newSingleThreadScheduledExecutor(host.threads());
    effects =
        new Effects(host.beans(GatewayEffect.class), store, host.transactions(), notes, outside);
    calls =
        new Calls(
            handler,
            settings,
            store,
            host.transactions(),
            notes,
            effects,
            workers,
            sizes.inFlight());
    reader = host.threads().newThread(this::read);
    writer = host.threads().newThread(notes);
  }

  Gateway gateway() {
    return gateway;
  }

  void start() {
    writer.start();
    reader.start();
  }

  /** Lets what is being done end, for a while. */
  void stop() {
    stopped = true;
    Source open = source;
    if (open != null) {
      open.wakeUp();
    }
    try {
      reader.join(END.toMillis());
      partitions.awaitNoneHandled(END);
      notes.close();
      writer.join(END.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    later.shutdownNow();
    workers.shutdown();
    outside.shutdown();
  }

  private void read() {
    while (!stopped) {
      try (Source opened = sources.open(gateway, node, partitions)) {
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
      partitions.revokeAll();
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
        partitions.all().entrySet().stream()
            .filter(each -> Intake.isFull(each.getValue()))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet()));
    Map<Integer, List<Waiting>> arrived = new TreeMap<>();
    for (Source.Arrived each : from.poll(POLL)) {
      arrived.computeIfAbsent(each.partition(), any -> new ArrayList<>()).add(each.event());
    }
    Map<Integer, Long> told = new HashMap<>();
    arrived.forEach(
        (partition, events) -> {
          Share share = partitions.get(partition);
          if (share != null) {
            intake.take(share, events);
            told.put(partition, share.next());
          }
        });
    if (!told.isEmpty()) {
      from.tell(told);
    }
    partitions.all().values().forEach(intake::loadMore);
    lookAtHeld();
  }

  private void lookAtHeld() {
    if (System.nanoTime() - lookedAt >= LOOK_NANOS) {
      lookedAt = System.nanoTime();
      partitions.all().values().forEach(intake::lookAtHeld);
    }
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

    @Override
    public void carryOut(Lane lane, Waiting handled) {
      effects.start(lane, handled);
    }
  }
}
