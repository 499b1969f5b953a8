package io.baton.workflow.script;

import io.baton.api.ActivityContext;
import io.baton.model.Command;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The activity that runs on this thread. */
public final class CurrentActivity {
  private static final ThreadLocal<@Nullable ActivityContext> CURRENT = new ThreadLocal<>();

  private CurrentActivity() {}

  public static void begin(Command.Work work, String node, Instant deadline) {
    CURRENT.set(new Context(work, node, deadline));
  }

  public static void end() {
    CURRENT.remove();
  }

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

  private record Context(Command.Work work, String node, Instant deadline)
      implements ActivityContext {
    @Override
    public String caseId() {
      return work.caseId().value();
    }

    @Override
    public String ref() {
      return work.ref().value();
    }

    @Override
    public String activity() {
      return work.activity().value();
    }

    @Override
    public int attempt() {
      return work.attempt();
    }

    @Override
    public boolean undo() {
      return work.undo();
    }

    @Override
    public String idempotencyKey() {
      return work.caseId() + "/" + (work.undo() ? "undo " : "") + work.ref();
    }

    @Override
    public String starter() {
      return work.origin().starter();
    }
  }
}
