package io.baton.gateway;

import io.baton.model.Gateway;
import io.baton.port.GatewayStore.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A topic in memory; who opens it has all of its partitions, also when somebody else has them. */
final class FakeTopic implements Source.Opener {
  private static final int MOST = 30;

  private final List<List<Waiting>> partitions = new ArrayList<>();
  final AtomicInteger polls = new AtomicInteger();

  FakeTopic(int count) {
    for (int i = 0; i < count; i++) {
      partitions.add(new ArrayList<>());
    }
  }

  /** Adds a record and tells its offset. */
  synchronized long add(int partition, String key, String value) {
    List<Waiting> records = partitions.get(partition);
    long offset = records.size();
    String actor = ActorNames.of(key, partition, offset);
    records.add(Waiting.arrived(offset, actor, key, value, Map.of(), Instant.EPOCH, null));
    return offset;
  }

  synchronized long addBroken(int partition, String key) {
    List<Waiting> records = partitions.get(partition);
    long offset = records.size();
    records.add(Waiting.arrived(offset, key, key, null, Map.of(), Instant.EPOCH, "broken"));
    return offset;
  }

  private synchronized List<Waiting> from(int partition, long offset) {
    List<Waiting> records = partitions.get(partition);
    return List.copyOf(
        records.subList((int) offset, (int) Math.min(records.size(), offset + MOST)));
  }

  @Override
  public Source open(Gateway gateway, String node, Source.Listener listener) {
    return new Reading(listener);
  }

  private final class Reading implements Source {
    private final Map<Integer, Long> positions = new HashMap<>();
    private final Listener listener;
    private Set<Integer> paused = Set.of();
    private boolean assigned;

    Reading(Listener listener) {
      this.listener = listener;
    }

    @Override
    public List<Arrived> poll(Duration most) {
      polls.incrementAndGet();
      if (!assigned) {
        assigned = true;
        for (int i = 0; i < partitions.size(); i++) {
          OptionalLong from = listener.assigned(i);
          if (from.isPresent()) {
            positions.put(i, Math.max(0, from.getAsLong()));
          }
        }
      }
      List<Arrived> arrived = new ArrayList<>();
      positions.replaceAll(
          (partition, offset) -> {
            if (paused.contains(partition)) {
              return offset;
            }
            List<Waiting> next = from(partition, offset);
            next.forEach(event -> arrived.add(new Arrived(partition, event)));
            return offset + next.size();
          });
      if (arrived.isEmpty()) {
        LockSupport.parkNanos(1_000_000);
      }
      return arrived;
    }

    @Override
    public void pause(Set<Integer> partitions) {
      paused = partitions;
    }

    @Override
    public void tell(Map<Integer, Long> next) {}

    @Override
    public void wakeUp() {}

    @Override
    public void close() {}
  }
}
