package io.baton.port;

import io.baton.api.HeldEvent;
import io.baton.model.ActorMark;
import io.baton.model.Gateway;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The memory of gateways: how far each partition is read, which events wait, how far each actor is.
 * Every method needs a transaction of the caller and is part of it.
 */
public interface GatewayStore extends PollStore {
  /** How many of the events that are held are told at once. */
  int MOST_HELD = 1_000;

  /** All that were ever configured. */
  List<Gateway> all();

  /** Locked until the transaction ends; one that was never configured is made. */
  Gateway lock(String name);

  void save(Gateway changed);

  /** Drops what waits and how far was read, of all runs; waits for what is being handled. */
  void drop(String gateway);

  /**
   * Who takes over a partition is the only one from the commit on: earlier terms are over.
   *
   * @return empty when the gateway does not run at this epoch
   */
  Optional<Taken> takeOver(String gateway, long epoch, int partition, String node);

  /**
   * Keeps the events of a batch and moves the partition on.
   *
   * @param former where the partition stands, -1 at its beginning
   * @return false, and nothing is done, when the term is over or the partition stands elsewhere
   */
  boolean accept(Slot slot, long former, long next, List<Waiting> events);

  /** Events after an offset, in order, but for those that wait for a held one of their actor. */
  List<Waiting> waiting(Slot slot, long after, int max);

  /** The same of one actor. */
  List<Waiting> waiting(Slot slot, String actor, long after, int max);

  /** Actors of which an event is held. */
  Set<String> held(Slot slot);

  /** Those that have handled something, by their names. */
  Map<String, Actor> actors(String gateway, Collection<String> names);

  /** Locked until the transaction ends. */
  Optional<Actor> lockActor(String gateway, String name);

  /**
   * Locks the partition until the transaction ends.
   *
   * @return false when the term is over
   */
  boolean hold(Slot slot);

  /**
   * Locks a waiting event until the transaction ends.
   *
   * @return false when it is not there any more, is handled or held, or the term is over
   */
  boolean claim(Slot slot, long offset);

  /** The events wait no more; what their actors are now is kept. */
  void finish(Slot slot, Collection<Long> offsets, Collection<Actor> actors);

  void failed(Slot slot, Failed failed);

  /**
   * The events are handled, as if they had never failed, and wait on for what they asked for. Said
   * twice, it is as said once.
   */
  void handled(Slot slot, Collection<Handled> events);

  /**
   * What an event still asks for, in order.
   *
   * @return empty when the event is not {@linkplain #handled handled}, or the term is over
   */
  Optional<List<Wish>> wishes(Slot slot, long offset);

  /** Of these events, so many of the first wishes are carried out, and gone. */
  void carriedOut(Slot slot, Collection<CarriedOut> events);

  /** At most {@link #MOST_HELD}. */
  List<HeldEvent> held(String gateway);

  /**
   * Has it wait again as if it had never failed.
   *
   * @return false when it is not held
   */
  boolean retry(String gateway, int partition, long offset);

  /**
   * It waits no more and counts as handled by its actor; what it asked for is not carried out.
   *
   * @return false when it is not held
   */
  boolean skip(String gateway, int partition, long offset);

  /** A partition in the hands of one node. */
  record Slot(String gateway, long epoch, int partition, long term) {}

  /**
   * @param next the offset to read from, -1 for the beginning
   */
  record Taken(Slot slot, long next) {}

  /**
   * An event that is kept and not handled yet.
   *
   * @param failures how often it failed
   * @param due not before this, after a failure
   * @param error why it is held from the beginning; null when it is not
   * @param handled true when it waits for what it asked for
   */
  record Waiting(
      long offset,
      String actor,
      @Nullable String key,
      @Nullable String value,
      Map<String, String> headers,
      Instant at,
      int failures,
      @Nullable Instant due,
      @Nullable String error,
      boolean handled) {
    /** As it arrives. */
    public static Waiting arrived(
        long offset,
        String actor,
        @Nullable String key,
        @Nullable String value,
        Map<String, String> headers,
        Instant at,
        @Nullable String error) {
      return new Waiting(offset, actor, key, value, headers, at, 0, null, error, false);
    }

    public Waiting afterFailures(int failures, @Nullable Instant due, @Nullable String error) {
      return new Waiting(offset, actor, key, value, headers, at, failures, due, error, handled);
    }

    public Waiting afterHandling() {
      return new Waiting(offset, actor, key, value, headers, at, 0, null, null, true);
    }
  }

  /** What is to be done outside, after the commit. */
  record Wish(int number, String effect, @Nullable String value) {}

  record Handled(long offset, String actor, List<Wish> wishes) {
    public Handled {
      wishes = List.copyOf(wishes);
    }
  }

  /**
   * @param below numbers of wishes that are done
   */
  record CarriedOut(long offset, int below) {
    public static CarriedOut all(long offset) {
      return new CarriedOut(offset, Integer.MAX_VALUE);
    }
  }

  /**
   * What an actor is after an event.
   *
   * @param partition where the event came from; offsets of others are not compared
   */
  record Actor(String name, long epoch, int partition, long offset, @Nullable String state) {
    public ActorMark mark(int ofPartition) {
      return new ActorMark(epoch, partition == ofPartition ? offset : -1);
    }
  }

  /**
   * @param due when it is tried again; null: it is held
   */
  record Failed(long offset, int failures, @Nullable Instant due, String error) {}
}
