package io.baton.benchmarks.alone;

import io.baton.api.Activity;
import io.baton.api.Durable;
import io.baton.api.Flow;
import io.baton.api.Signal;
import io.baton.api.Start;
import io.baton.api.Step;
import io.baton.api.Workflow;

/** The same activity, over and over, said in three ways. */
public final class LongWorkflows {
  private LongWorkflows() {}

  /** Nothing to do. */
  public interface Work {
    @Activity
    String step(int number);
  }

  /** A loop that keeps its state only. */
  @Workflow(name = "long-fold")
  @SuppressWarnings("NullAway.Init") // Fields are filled by whoever makes the object.
  public static class InFold {
    Flow flow;
    @Durable Work work;

    @Start
    public int run(int steps) {
      return flow.fold(
          Integer.class,
          0,
          n -> {
            work.step(n);
            return n + 1 == steps ? Step.done(n) : Step.again(n + 1);
          });
    }
  }

  /** Scopes of scopes of steps, each level of {@value #WIDTH}: what is closed is not run again. */
  @Workflow(name = "long-scopes")
  @SuppressWarnings("NullAway.Init") // Fields are filled by whoever makes the object.
  public static class InScopes {
    static final int WIDTH = 22;

    Flow flow;
    @Durable Work work;

    @Start
    public int run(int steps) {
      for (int outer = 0; outer * WIDTH * WIDTH < steps; outer++) {
        int first = outer * WIDTH * WIDTH;
        flow.scope(
            () -> {
              for (int inner = 0; inner < WIDTH; inner++) {
                int from = first + inner * WIDTH;
                flow.scope(
                    () -> {
                      for (int n = from; n < from + WIDTH; n++) {
                        work.step(n);
                      }
                    });
              }
            });
      }
      return steps;
    }
  }

  /** Takes signals, a hundred in a run of the case, then begins the next run. */
  @Workflow(name = "long-signals")
  @SuppressWarnings("NullAway.Init") // Fields are filled by whoever makes the object.
  public static class Signals {
    static final Signal<Integer> TICK = Signal.of("tick", Integer.class);

    Flow flow;

    @Start
    public void run(int taken) {
      for (int n = 0; n < 100; n++) {
        int unused = flow.await(TICK);
      }
      throw flow.continueAsNew(taken + 100);
    }
  }

  /** A plain loop: every turn goes through all that went before. */
  @Workflow(name = "long-plain")
  @SuppressWarnings("NullAway.Init") // Fields are filled by whoever makes the object.
  public static class Plain {
    @Durable Work work;

    @Start
    public int run(int steps) {
      for (int n = 0; n < steps; n++) {
        work.step(n);
      }
      return steps;
    }
  }
}
