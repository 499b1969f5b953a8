package io.baton.gateway;

import io.baton.model.Gateway;
import io.baton.port.GatewayStore.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Where records come from. Used by one thread, but for {@link #wakeUp()}. */
interface Source extends AutoCloseable {
  /** What came since, each partition's in order; tells the listener what changed before. */
  List<Arrived> poll(Duration most);

  /** From these partitions nothing comes until they are missing here. */
  void pause(Set<Integer> partitions);

  /** Lets others see how far it is; nothing depends on it. */
  void tell(Map<Integer, Long> next);

  /** Ends a poll that is under way; may be called by any thread. */
  void wakeUp();

  @Override
  void close();

  /** A record, as it is to be kept. */
  record Arrived(int partition, Waiting event) {}

  /** Is told which partitions are this source's; called during polls. */
  interface Listener {
    /**
     * @return the offset to begin with, -1 for the beginning; empty: nothing is to come
     */
    OptionalLong assigned(int partition);

    void revoked(int partition);

    /**
     * The offset that is next is not there.
     *
     * @param first the first offset there is
     * @param end where the next record will be
     * @return the offset to go on with; empty: nothing is to come
     */
    OptionalLong missing(int partition, long next, long first, long end);
  }

  /** Opens one. */
  @FunctionalInterface
  interface Opener {
    /**
     * @param node by which it is known again
     */
    Source open(Gateway gateway, String node, Listener listener);
  }
}
