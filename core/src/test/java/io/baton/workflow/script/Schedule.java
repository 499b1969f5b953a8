package io.baton.workflow.script;

import static java.util.stream.Collectors.toCollection;

import io.baton.api.CaseStatus;
import io.baton.api.Durable;
import io.baton.api.Flow;
import io.baton.api.Start;
import io.baton.api.Workflow;
import io.baton.model.Command;
import io.baton.model.Event;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.Naming;
import io.baton.model.Naming.Style;
import io.baton.model.RecordId;
import io.baton.model.RefId;
import io.baton.port.Activities.Outcome;
import io.baton.workflow.Decision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One random workflow, run once in a random order of completions. Commands come late, come again,
 * and each turn begins from text alone, as after a crash.
 */
final class Schedule {
  private static final ThreadLocal<Tree> TREE = new ThreadLocal<>();
  private static final int MAX_STEPS = 20_000;

  /** Runs the tree of its thread. */
  @Workflow(name = "fuzz")
  public static class Fuzz {
    Flow flow;
    @Durable Fuzzed work;

    @Start
    public String run() {
      return TREE.get().run(flow, work, "");
    }
  }

  private final SplittableRandom random;
  private final Tree tree;
  private final Play play;
  private final List<Command> delivered = new ArrayList<>();
  private @Nullable String wrong;
  private int endOfRun = -1;
  private int asked;

  Schedule(long seed, UnaryOperator<Decision> mutant) {
    this.random = new SplittableRandom(seed);
    this.tree = Tree.random(random, 2 + random.nextInt(3), new int[] {1});
    this.play = new Play(Fuzz.class, Fuzzed.class).mutated(mutant);
    this.play.fromSnapshots = random.nextInt(4) == 0;
    if (tree.toString().contains("Ask[")) {
      this.play.known(naming(random.nextBoolean() ? Style.OF_RECORD : Style.OF_CASE));
    }
    long failures = random.nextLong();
    this.play.work = command -> outcome(command, failures);
  }

  private static Naming naming(Style style) {
    RecordId first = new RecordId("c", "t", 0, 0);
    return new Naming(style, "thread", "in", first, null, null, List.of(Tree.Ask.TOPIC));
  }

  /** What fails is a property of the schedule, so a repeated try fails again. */
  private static @Nullable Outcome outcome(Command.Work work, long failures) {
    int dice = Math.floorMod((work.ref().value() + failures).hashCode(), 8);
    boolean fails = dice == 0 && work.activity().value().equals("Fuzzed.act");
    return fails
        ? new Outcome.Failed(
            new Failure(Category.BUSINESS, io.baton.api.BusinessException.class.getName(), "no"),
            false)
        : null;
  }

  /**
   * @return what is wrong; null when all is right
   */
  @Nullable String run() {
    TREE.set(tree);
    try {
      play.start(null);
      boolean cancelled = random.nextInt(20) == 0;
      for (int steps = 0; step(); steps++) {
        if (steps > MAX_STEPS) {
          return "it does not come to an end";
        }
        if (cancelled && random.nextInt(10) == 0 && !play.status().isEnd()) {
          play.cancel();
          cancelled = false;
        }
      }
      return verdict();
    } catch (RuntimeException e) {
      return "thrown: " + e;
    } finally {
      TREE.remove();
    }
  }

  /** Each question is answered by a record of its own, some of which say no. */
  private void answerWhatIsAsked() {
    for (; asked < play.outputs.size(); asked++) {
      String name = play.outputs.get(asked).replaceAll(".* ", "");
      int offset = asked + 1;
      if (random.nextInt(6) == 0) {
        play.recordOfError(offset, name, "no");
      } else {
        play.record(offset, name, name);
      }
    }
  }

  private boolean step() {
    answerWhatIsAsked();
    if (endOfRun < 0 && play.status() == CaseStatus.COMPENSATING) {
      endOfRun = play.ledger.size();
    }
    if (!delivered.isEmpty() && random.nextInt(10) == 0) {
      play.queue.add(delivered.get(random.nextInt(delivered.size())));
    }
    boolean timerNow = !play.timers.isEmpty() && (play.queue.isEmpty() || random.nextInt(8) == 0);
    if (timerNow) {
      Optional<Command.FireTimer> next = play.nextTimer(play.clock.plus(Duration.ofDays(365)));
      next.ifPresent(
          timer -> {
            play.clock = play.clock.isAfter(timer.due()) ? play.clock : timer.due();
            play.fire(timer);
          });
    }
    if (play.queue.isEmpty()) {
      return listens() && signal();
    }
    int index = random.nextInt(play.queue.size());
    delivered.add(play.queue.get(index));
    play.deliver(index);
    return true;
  }

  private boolean listens() {
    return !play.status().isEnd()
        && play.now().openRefs().stream()
            .anyMatch(ref -> ref.awaited() instanceof io.baton.model.Awaited.Signal);
  }

  private boolean signal() {
    play.signal("tick", 1);
    return true;
  }

  private @Nullable String verdict() {
    CaseStatus status = play.status();
    if (!status.isEnd()) {
      return "the case is " + status + " " + play.obstacle();
    }
    if (play.now().waits() || !play.timers.isEmpty()) {
      return "something is left: " + play.now().openRefs() + play.timers;
    }
    twice("done", effects("act"));
    twice("undone", effects("undo"));
    twice("cleaned", effects("clean"));
    twice("asked by the name", play.outputs);
    Set<String> left = new TreeSet<>(effects("act"));
    for (String undone : effects("undo")) {
      if (!left.remove(undone)) {
        wrong = "undone but never done: " + undone;
      }
    }
    Set<String> wanted = status == CaseStatus.COMPLETED ? result() : Set.of();
    if (!left.equals(wanted)) {
      wrong = status + ": there is " + left + ", there should be " + wanted;
    }
    checkReverse();
    checkLosersStopped();
    return wrong;
  }

  private Set<String> result() {
    String effects = String.valueOf(play.result(String.class));
    return Arrays.stream(effects.split(" "))
        .filter(effect -> !effect.isEmpty())
        .collect(toCollection(TreeSet::new));
  }

  private void twice(String what, List<String> effects) {
    Set<String> once = new HashSet<>();
    effects.stream()
        .filter(effect -> !once.add(effect))
        .forEach(e -> wrong = what + " twice: " + e);
  }

  private List<String> effects(String activity) {
    return effects(activity, 0);
  }

  private List<String> effects(String activity, int from) {
    return play.ledger.subList(from, play.ledger.size()).stream()
        .filter(line -> line.startsWith(activity + "["))
        .map(line -> line.substring(activity.length() + 2, line.length() - 2))
        .toList();
  }

  /** Once the case has failed, the newest effect goes first; one undo may have been under way. */
  private void checkReverse() {
    if (endOfRun < 0) {
      return;
    }
    List<String> order = effects("act");
    List<Integer> places = effects("undo", endOfRun).stream().map(order::indexOf).toList();
    int underWay =
        (int) play.ledger.subList(0, endOfRun).stream().filter(l -> l.startsWith("undo[")).count();
    if (underWay > 0) {
      return; // A saga's own undos, perhaps several at once, were under way.
    }
    for (int i = 1; i < places.size(); i++) {
      if (places.get(i) > places.get(i - 1)) {
        wrong = "not in reverse: " + effects("undo", endOfRun) + " of " + order;
      }
    }
  }

  /**
   * What a loser waited for when the fork was decided never comes, but for what is shielded, and
   * for a clean-up in a fork that was cancelled from around.
   */
  private void checkLosersStopped() {
    if (tree.toString().contains("Shield")) {
      return;
    }
    Set<RefId> open = new HashSet<>();
    Set<RefId> lost = new HashSet<>();
    Set<RefId> cancelled = new HashSet<>();
    for (Event event : play.events()) {
      if (event instanceof Event.RefOpened e) {
        open.add(e.ref());
      } else if (event instanceof Event.ForkDecided e) {
        boolean cleansUp =
            cancelled.stream().anyMatch(b -> b.equals(Replay.ROOT) || e.ref().isBelow(b));
        for (int i = 0; i < e.branches() && !cleansUp; i++) {
          RefId branch = e.ref().child(i);
          open.stream().filter(ref -> ref.isBelow(branch)).forEach(lost::add);
        }
      } else if (event instanceof Event.BranchCancelled e) {
        cancelled.add(e.branch());
      } else if (event instanceof Event.RefCancelled e) {
        open.remove(e.ref());
        lost.remove(e.ref());
      } else if (event instanceof Event.RefSettled e) {
        settled(open, lost, e.ref());
      } else if (event instanceof Event.SignalTaken e) {
        settled(open, lost, e.ref());
      }
    }
  }

  private void settled(Set<RefId> open, Set<RefId> lost, RefId ref) {
    open.remove(ref);
    if (lost.contains(ref)) {
      wrong = "a branch that lost went on at ref " + ref;
    }
  }

  @Override
  public String toString() {
    return tree + "\nledger " + play.ledger + "\nevents " + play.events();
  }
}
