package io.baton.ejb.node;

import io.baton.model.ActivityName;
import io.baton.model.Command;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** How long work takes, and how often it fails, as it was seen lately on this node. */
public final class Paces {
  /** What has not been seen yet, or was in the way of others, may take this long. */
  public static final long UNKNOWN = TimeUnit.MILLISECONDS.toNanos(100);

  /** Deciding and writing down, without any work. */
  private static final long ORDINARY = TimeUnit.MICROSECONDS.toNanos(100);

  private static final long CONFLICT_LASTS = TimeUnit.SECONDS.toNanos(10);

  /** Work that fails takes back that of all others in its transaction. */
  private static final double FAILURE_COSTS = TimeUnit.MILLISECONDS.toNanos(80);

  private final Map<ActivityName, Pace> paces = new ConcurrentHashMap<>();
  private final Map<ActivityName, Long> conflicts = new ConcurrentHashMap<>();

  /** What they may cost a transaction that they share, in nanoseconds. */
  public long expected(List<Command> commands) {
    return commands.stream().mapToLong(this::expected).sum();
  }

  private long expected(Command command) {
    if (!(command instanceof Command.Work work)) {
      return ORDINARY;
    }
    Pace pace = paces.get(work.activity());
    return pace == null || inConflict(work.activity()) ? UNKNOWN : pace.cost() + ORDINARY;
  }

  private boolean inConflict(ActivityName activity) {
    Long since = conflicts.isEmpty() ? null : conflicts.get(activity);
    if (since != null && System.nanoTime() - since > CONFLICT_LASTS) {
      conflicts.remove(activity, since);
      return false;
    }
    return since != null;
  }

  void took(ActivityName activity, long nanos, boolean failed) {
    Pace once = new Pace(nanos, failed ? 1.0 / Pace.FAILURES_OF : 0);
    paces.merge(activity, once, (before, now) -> before.and(nanos, failed));
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

  /**
   * @param failing the share of it that fails
   */
  private record Pace(long nanos, double failing) {
    /** The newest weighs as much as one of so many. */
    private static final int TIMES_OF = 8;

    private static final int FAILURES_OF = 64;

    Pace and(long newest, boolean failed) {
      return new Pace(
          nanos + (newest - nanos) / TIMES_OF,
          failing + ((failed ? 1 : 0) - failing) / FAILURES_OF);
    }

    long cost() {
      return nanos + Math.round(failing * FAILURE_COSTS);
    }
  }
}
