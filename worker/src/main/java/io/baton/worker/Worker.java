package io.baton.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests of REMOTE activities from the queue of a destination and answers them:
 *
 * <pre>{@code
 * Worker worker = Worker.on(connections)
 *     .destination("hotel")
 *     .handle("Booking.reserveHotel", (args, task) -> hotels.reserve(args.get(0, String.class)))
 *     .start();
 * }</pre>
 *
 * A request and its answer are one transaction of the broker: a worker that dies in the middle has
 * not answered, and the request goes to another one. Requests for activities without a handler are
 * left for others.
 */
public final class Worker implements AutoCloseable {
  private static final String QUEUES = "baton.work.";

  private final List<Loop> loops = new ArrayList<>();

  private Worker(Builder from) {
    for (int i = 1; i <= from.threads; i++) {
      loops.add(new Loop(from, "baton-worker-" + from.destination + "-" + i));
    }
    loops.forEach(Thread::start);
  }

  /**
   * @param connections of the broker; Artemis' own needs {@code enable1xPrefixes} for a broker in a
   *     WildFly
   */
  public static Builder on(ConnectionFactory connections) {
    return new Builder(connections);
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
    final Map<String, Handler> handlers = new LinkedHashMap<>();
    private final ConnectionFactory connections;
    private ObjectMapper mapper = JsonMapper.builder().findAndAddModules().build();
    private String destination = "";
    private @Nullable String user;
    private @Nullable String password;
    private int threads = 1;

    private Builder(ConnectionFactory connections) {
      this.connections = connections;
    }

    /** The destination that the activities name. */
    public Builder destination(String destination) {
      this.destination = destination;
      return this;
    }

    public Builder login(String user, String password) {
      this.user = user;
      this.password = password;
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

    /** How many requests are at work at the same time; default: one. */
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
     * Returns at once; when the broker is not there, it is asked again and again.
     *
     * @throws IllegalStateException without a destination or without a handler
     */
    public Worker start() {
      if (destination.isEmpty() || handlers.isEmpty()) {
        throw new IllegalStateException("a worker needs a destination and a handler");
      }
      return new Worker(this);
    }

    Desk desk() {
      return new Desk(handlers, mapper);
    }

    String queue() {
      return QUEUES + destination;
    }

    String selector() {
      return handlers.keySet().stream()
          .map(activity -> "'" + activity.replace("'", "''") + "'")
          .collect(Collectors.joining(", ", "baton_activity IN (", ")"));
    }

    JMSContext connect() {
      return user == null
          ? connections.createContext(JMSContext.SESSION_TRANSACTED)
          : connections.createContext(user, password, JMSContext.SESSION_TRANSACTED);
    }
  }
}
