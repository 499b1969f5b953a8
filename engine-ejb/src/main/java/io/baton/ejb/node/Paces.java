package io.baton.ejb.node;

import io.baton.model.ActivityName;
import io.baton.model.Command;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** How long work takes, as it was seen lately on this node. */
public final class Paces {
  /** What has not been seen yet, or was in the way of others, may take this long. */
  public static final long UNKNOWN = TimeUnit.MILLISECONDS.toNanos(100);

  /** Deciding and writing down, without any work. */
  private static final long ORDINARY = TimeUnit.MICROSECONDS.toNanos(100);

  private static final long CONFLICT_LASTS = TimeUnit.SECONDS.toNanos(10);
  private static final int SHARE_OF_NEWEST = 8;

  private final Map<ActivityName, Long> nanos = new ConcurrentHashMap<>();
  private final Map<ActivityName, Long> conflicts = new ConcurrentHashMap<>();

  /** In nanoseconds. */
  public long expected(List<Command> commands) {
    return commands.stream().mapToLong(this::expected).sum();
  }

  private long expected(Command command) {
    if (!(command instanceof Command.Work work)) {
      return ORDINARY;
    }
    return inConflict(work.activity())
        ? UNKNOWN
        : nanos.getOrDefault(work.activity(), UNKNOWN) + ORDINARY;
  }

  private boolean inConflict(ActivityName activity) {
    Long since = conflicts.isEmpty() ? null : conflicts.get(activity);
    if (since != null && System.nanoTime() - since > CONFLICT_LASTS) {
      conflicts.remove(activity, since);
      return false;
    }
    return since != null;
  }

  void took(ActivityName activity, long time) {
    nanos.merge(activity, time, (before, now) -> before + (now - before) / SHARE_OF_NEWEST);
  }

  /** Such work and other transactions were in each other's way: for a while it shares no more. */
  public void conflict(List<Command> commands) {
    long now = System.nanoTime();
    for (Command command : commands) {
      if (command instanceof Command.Work work) {
        conflicts.put(work.activity(), now);
      }
    }
  }
}
