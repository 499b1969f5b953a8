package io.baton.gateway;

import io.baton.api.GatewayHandler;
import io.baton.api.GatewayState;
import io.baton.model.Gateway;
import io.baton.port.Attendant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks each second which gateways are to run, and lets them. */
public final class GatewayAttendant implements Attendant {
  private static final System.Logger LOG = System.getLogger(GatewayAttendant.class.getName());
  private static final long BEAT_MILLIS = 1_000;
  private static final int POLLS = 4;

  private final Source.Opener sources;
  private final Map<String, Run> runs = new HashMap<>();
  private final Set<String> told = new HashSet<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable ExecutorService polls;
  private volatile boolean stopped;

  public GatewayAttendant() {
    this(KafkaSource::new);
  }

  GatewayAttendant(Source.Opener sources) {
    this.sources = sources;
  }

  @Override
  public void start(Host host) {
    try {
      host.store().gateways();
    } catch (IllegalStateException none) {
      LOG.log(System.Logger.Level.INFO, none.getMessage());
      return;
    }
    ExecutorService threads = Executors.newFixedThreadPool(POLLS, host.threads());
    polls = threads;
    Polling polling = new Polling(host, threads, POLLS);
    Thread beat = host.threads().newThread(() -> beat(host, polling));
    beat.start();
  }

  private void beat(Host host, Polling polling) {
    try {
      while (!stopped) {
        try {
          look(host);
          polling.begin();
        } catch (RuntimeException e) {
          LOG.log(System.Logger.Level.WARNING, "gateways: " + e.getMessage(), e);
        }
        stopped = ended.await(BEAT_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void look(Host host) {
    List<Gateway> all = host.transactions().separate(() -> host.store().gateways().all());
    Map<String, Gateway> wanted =
        all.stream()
            .filter(gateway -> gateway.state() == GatewayState.RUNNING)
            .collect(Collectors.toMap(Gateway::name, Function.identity()));
    for (Run run : List.copyOf(runs.values())) {
      if (!run.gateway().equals(wanted.get(run.gateway().name()))) {
        runs.remove(run.gateway().name());
        run.stop();
      }
    }
    wanted.values().stream()
        .filter(gateway -> !stopped && !runs.containsKey(gateway.name()))
        .forEach(gateway -> begin(gateway, host));
  }

  private void begin(Gateway gateway, Host host) {
    String name = gateway.settings() == null ? "" : gateway.settings().handler();
    GatewayHandler handler = host.beans(GatewayHandler.class).get(name);
    if (!(handler instanceof GatewayHandler.InTransaction)
        && !(handler instanceof GatewayHandler.Outside)
        && !(handler instanceof GatewayHandler.Async)) {
      if (told.add(gateway.name() + " " + name)) {
        LOG.log(
            System.Logger.Level.ERROR,
            "BATON-1613 gateway %s: this node has no handler '%s'; it has %s"
                .formatted(gateway.name(), name, host.beans(GatewayHandler.class).keySet()));
      }
      return;
    }
    Run run = new Run(gateway, handler, sizes(host), sources, host);
    runs.put(gateway.name(), run);
    run.start();
  }

  private static Sizes sizes(Host host) {
    return new Sizes(
        number(host, "baton.gateway.sessions", "4"),
        number(host, "baton.gateway.threads", "256"),
        number(host, "baton.gateway.in-flight", "4096"));
  }

  private static int number(Host host, String name, String otherwise) {
    int number = Integer.parseInt(host.setting(name, otherwise));
    if (number < 1) {
      throw new IllegalArgumentException("%s is %d, the least is 1".formatted(name, number));
    }
    return number;
  }

  @Override
  public void stop() {
    stopped = true;
    ended.countDown();
    synchronized (this) {
      runs.values().forEach(Run::stop);
      runs.clear();
    }
    if (polls != null) {
      polls.shutdown();
    }
  }
}
