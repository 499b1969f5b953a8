package io.baton.workflow.script;

import io.baton.api.ActivityContext;
import io.baton.model.Command;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The activity that runs on this thread; hosts put it in place, beans look at it. */
public final class CurrentActivity {
  private static final ThreadLocal<@Nullable ActivityContext> CURRENT = new ThreadLocal<>();

  private CurrentActivity() {}

  /** Calls {@code work} as the activity that {@code context} tells of. */
  public static <T> T during(ActivityContext context, Callable<T> work) throws Exception {
    ActivityContext outer = CURRENT.get();
    CURRENT.set(context);
    try {
      return work.call();
    } finally {
      if (outer == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(outer);
      }
    }
  }

  /** True while this thread runs an activity. */
  public static boolean isUnderWay() {
    return CURRENT.get() != null;
  }

  /**
   * @throws IllegalStateException when no activity runs on this thread
   */
  public static ActivityContext get() {
    ActivityContext current = CURRENT.get();
    if (current == null) {
      throw new IllegalStateException("no activity runs on this thread");
    }
    return current;
  }

  /** Always the activity of the thread that asks: one object that can be injected everywhere. */
  public static ActivityContext ofCallingThread() {
    return new Delegate(CurrentActivity::get);
  }

  /** What {@code work} tells of itself. */
  public static ActivityContext of(Command.Work work, String node, Instant deadline) {
    return new Context(
        work.caseId().value(),
        work.ref().value(),
        work.activity().value(),
        work.attempt(),
        work.undo(),
        work.origin().starter(),
        node,
        deadline);
  }

  private record Context(
      String caseId,
      String ref,
      String activity,
      int attempt,
      boolean undo,
      String starter,
      String node,
      Instant deadline)
      implements ActivityContext {
    @Override
    public String idempotencyKey() {
      return undo ? caseId + "/" + ref + "/undo" : caseId + "/" + ref;
    }
  }

  private record Delegate(Supplier<ActivityContext> to) implements ActivityContext {
    @Override
    public String caseId() {
      return to.get().caseId();
    }

    @Override
    public String ref() {
      return to.get().ref();
    }

    @Override
    public String activity() {
      return to.get().activity();
    }

    @Override
    public int attempt() {
      return to.get().attempt();
    }

    @Override
    public boolean undo() {
      return to.get().undo();
    }

    @Override
    public String idempotencyKey() {
      return to.get().idempotencyKey();
    }

    @Override
    public String starter() {
      return to.get().starter();
    }

    @Override
    public String node() {
      return to.get().node();
    }

    @Override
    public Instant deadline() {
      return to.get().deadline();
    }
  }
}
