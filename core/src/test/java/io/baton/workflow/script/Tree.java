package io.baton.workflow.script;

import io.baton.api.Branch;
import io.baton.api.BusinessException;
import io.baton.api.Flow;
import io.baton.api.Later;
import io.baton.api.OpenRef;
import io.baton.api.Signal;
import io.baton.api.Step;
import io.baton.api.UndoOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A random workflow. Running it gives the ids of the effects that must be there in the end: those
 * of branches that lost or failed must be gone.
 */
sealed interface Tree {
  /** The effects of this part, separated by blanks. */
  String run(Flow flow, Fuzzed work, String round);

  /** Activity {@code id}; whether it fails is up to the run. */
  record Act(int id) implements Tree {
    @Override
    public String run(Flow flow, Fuzzed work, String round) {
      String effect = "e" + id + round;
      work.act(effect);
      return effect + " ";
    }
  }

  /** Waits for nothing of value. */
  record Sleep(int minutes) implements Tree {
    @Override
    public String run(Flow flow, Fuzzed work, String round) {
      flow.sleep(Duration.ofMinutes(minutes));
      return "";
    }
  }

  record Listen() implements Tree {
    static final Signal<Integer> TICK = Signal.of("tick", Integer.class);

    @Override
    public String run(Flow flow, Fuzzed work, String round) {
      flow.await(TICK);
      return "";
    }
  }

  /**
   * Asks somebody who knows this case's refs by names, and is told the name that he was asked by.
   *
   * @param own whether the code gives the name
   */
  record Ask(int id, boolean own) implements Tree {
    static final String TOPIC = "ask";

    @Override
    public String run(Flow flow, Fuzzed work, String round) {
      OpenRef<String> ref = own ? flow.ref("n" + id + round, String.class) : flow.ref(String.class);
      flow.outputText(TOPIC, ref.id());
      String told = ref.await();
      if (!told.equals(ref.id())) {
        throw new IllegalStateException("ref " + ref.id() + " was told what was meant for " + told);
      }
      return "";
    }
  }

  record Fail(int id) implements Tree {
    @Override
    public String run(Flow flow, Fuzzed work, String round) {
      throw new BusinessException("fails " + id);
    }
  }

  record Sequence(List<Tree> parts) implements Tree {
    @Override
    public String run(Flow flow, Fuzzed work, String round) {
      StringBuilder effects = new StringBuilder();
      parts.forEach(part -> effects.append(part.run(flow, work, round)));
      return effects.toString();
    }
  }

  record All(List<Tree> parts) implements Tree {
    @Override
    public String run(Flow flow, Fuzzed work, String round) {
      return String.join("", flow.all(parts, part -> part.run(flow, work, round)));
    }
  }

  record Race(List<Tree> parts) implements Tree {
    @Override
    public String run(Flow flow, Fuzzed work, String round) {
      return flow.race(branches(parts, flow, work, round));
    }
  }

  record Any(List<Tree> parts) implements Tree {
    @Override
    public String run(Flow flow, Fuzzed work, String round) {
      return flow.any(branches(parts, flow, work, round));
    }
  }

  private static List<Branch<String, RuntimeException>> branches(
      List<Tree> parts, Flow flow, Fuzzed work, String round) {
    List<Branch<String, RuntimeException>> branches = new ArrayList<>();
    parts.forEach(part -> branches.add(() -> part.run(flow, work, round)));
    return branches;
  }

  record Within(int minutes, Tree body) implements Tree {
    @Override
    public String run(Flow flow, Fuzzed work, String round) {
      return flow.within(Duration.ofMinutes(minutes), () -> body.run(flow, work, round));
    }
  }

  /** What fails in it is undone and forgotten. */
  record Saga(UndoOrder order, Tree body) implements Tree {
    @Override
    public String run(Flow flow, Fuzzed work, String round) {
      try {
        return flow.saga(order, () -> body.run(flow, work, round));
      } catch (BusinessException
          | io.baton.api.TimedOutException
          | io.baton.api.AllFailedException e) {
        return "";
      }
    }
  }

  record CleanUp(int id, Tree body) implements Tree {
    @Override
    public String run(Flow flow, Fuzzed work, String round) {
      try {
        return body.run(flow, work, round);
      } catch (RuntimeException e) {
        work.clean("c" + id + round);
        throw e;
      }
    }
  }

  record Shield(Tree body) implements Tree {
    @Override
    public String run(Flow flow, Fuzzed work, String round) {
      return flow.uncancellable(() -> body.run(flow, work, round));
    }
  }

  record Scope(Tree body) implements Tree {
    @Override
    public String run(Flow flow, Fuzzed work, String round) {
      return flow.scope(String.class, () -> body.run(flow, work, round));
    }
  }

  record Loop(int rounds, Tree body) implements Tree {
    @Override
    public String run(Flow flow, Fuzzed work, String round) {
      return flow.fold(
              String[].class,
              new String[] {"", "0"},
              state -> {
                int n = Integer.parseInt(state[1]);
                if (n == rounds) {
                  return Step.done(state);
                }
                String effects = body.run(flow, work, round + "r" + n);
                return Step.again(new String[] {state[0] + effects, "" + (n + 1)});
              })[0];
    }
  }

  record Beside(Tree later, Tree now) implements Tree {
    @Override
    public String run(Flow flow, Fuzzed work, String round) {
      Later<String, RuntimeException> begun = flow.later(() -> later.run(flow, work, round));
      return now.run(flow, work, round) + begun.await();
    }
  }

  /** A tree of at most {@code depth} levels; each activity has its own id. */
  static Tree random(SplittableRandom random, int depth, int[] ids) {
    if (depth == 0 || random.nextInt(10) < 3) {
      return switch (random.nextInt(10)) {
        case 0 -> new Sleep(1 + random.nextInt(90));
        case 1 -> new Listen();
        case 2 -> new Fail(ids[0]++);
        case 3 -> new Ask(ids[0]++, random.nextBoolean());
        default -> new Act(ids[0]++);
      };
    }
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> new Sequence(parts(random, depth, ids));
      case 3 -> new All(parts(random, depth, ids));
      case 4 -> new Race(parts(random, depth, ids));
      case 5 -> new Any(parts(random, depth, ids));
      case 6 -> new Within(1 + random.nextInt(90), random(random, depth - 1, ids));
      case 7 -> new Saga(UndoOrder.values()[random.nextInt(3)], random(random, depth - 1, ids));
      case 8 -> new CleanUp(ids[0]++, random(random, depth - 1, ids));
      case 9 ->
          random.nextBoolean()
              ? new Shield(random(random, depth - 1, ids))
              : new Scope(random(random, depth - 1, ids));
      case 10 -> new Loop(1 + random.nextInt(3), random(random, depth - 1, ids));
      default -> new Beside(random(random, depth - 1, ids), random(random, depth - 1, ids));
    };
  }

  private static List<Tree> parts(SplittableRandom random, int depth, int[] ids) {
    List<Tree> parts = new ArrayList<>();
    int count = 2 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      parts.add(random(random, depth - 1, ids));
    }
    return parts;
  }
}
