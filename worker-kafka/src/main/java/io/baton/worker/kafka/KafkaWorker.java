package io.baton.worker.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.baton.worker.Desk;
import io.baton.worker.Handler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Takes requests of REMOTE activities from topics and answers them on the topic that they name:
 *
 * <pre>{@code
 * KafkaWorker worker = KafkaWorker.on("broker:9092")
 *     .topic("hotel")
 *     .group("hotels")
 *     .name("hotels-1")
 *     .handle("Booking.reserveHotel", (args, task) -> hotels.reserve(args.get(0, String.class)))
 *     .start();
 * }</pre>
 *
 * That a request was taken and its answer are one transaction: read with {@code read_committed},
 * each request has one answer, whoever dies. A handler may still run twice for one request, when
 * its worker died before the transaction ended. Requests for activities without a handler are
 * passed over: another group may have it.
 */
public final class KafkaWorker implements AutoCloseable {
  private final List<Loop> loops = new ArrayList<>();

  private KafkaWorker(Builder from) {
    Desk desk = new Desk(from.handlers, from.mapper);
    for (int i = 1; i <= from.threads; i++) {
      loops.add(
          new Loop(from.clients(i), from.topics, desk, "baton-worker-" + from.name + "-" + i));
    }
    loops.forEach(Thread::start);
  }

  /**
   * @param bootstrapServers {@code host:port}, several with commas between them
   */
  public static Builder on(String bootstrapServers) {
    return new Builder(bootstrapServers);
  }

  /** Lets the handlers under way end and answer, and stops. */
  @Override
  public void close() {
    loops.forEach(Loop::end);
    boolean interrupted = false;
    for (Loop loop : loops) {
      while (loop.isAlive()) {
        try {
          loop.join();
        } catch (InterruptedException e) {
          interrupted = true;
          loop.interrupt();
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** What a worker is made of. */
  public static final class Builder {
    private final String bootstrapServers;
    private final Map<String, Handler> handlers = new LinkedHashMap<>();
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final Set<String> topics = new LinkedHashSet<>();
    private ObjectMapper mapper = JsonMapper.builder().findAndAddModules().build();
    private String group = "";
    private String name = UUID.randomUUID().toString();
    private int threads = 1;

    private Builder(String bootstrapServers) {
      this.bootstrapServers = bootstrapServers;
    }

    /** The topic that activities name as {@code kafka:topic}; may be called for several. */
    public Builder topic(String topic) {
      topics.add(topic);
      return this;
    }

    /** The consumer group: each request goes to one worker of it. */
    public Builder group(String group) {
      this.group = group;
      return this;
    }

    /**
     * Unique among the running workers of the group, the same after a restart: who comes back under
     * its name ends at once what it had begun. Default: a new one each time, and the others wait
     * for the time-outs of the dead one.
     */
    public Builder name(String name) {
      this.name = name;
      return this;
    }

    /**
     * @param activity interface and method, such as {@code Booking.reserveHotel}; an undo has a
     *     name, and so a handler, of its own
     */
    public Builder handle(String activity, Handler handler) {
      handlers.put(activity, handler);
      return this;
    }

    /** How many requests are at work at the same time, at most one per partition; default: one. */
    public Builder threads(int threads) {
      if (threads < 1) {
        throw new IllegalArgumentException("threads is " + threads + ", the least is 1");
      }
      this.threads = threads;
      return this;
    }

    /** Reads arguments and writes results. */
    public Builder mapper(ObjectMapper mapper) {
      this.mapper = mapper;
      return this;
    }

    /**
     * A property of Kafka's clients, such as {@code security.protocol}; goes before Baton's own.
     */
    public Builder property(String name, Object value) {
      properties.put(name, value);
      return this;
    }

    /**
     * Returns at once; when Kafka is not there, it is asked again and again.
     *
     * @throws IllegalStateException without a topic, a group or a handler
     */
    public KafkaWorker start() {
      if (topics.isEmpty() || group.isEmpty() || handlers.isEmpty()) {
        throw new IllegalStateException("a worker needs a topic, a group and a handler");
      }
      return new KafkaWorker(this);
    }

    private Clients clients(int thread) {
      return new Clients(bootstrapServers, group, name + "-" + thread, properties);
    }
  }
}
