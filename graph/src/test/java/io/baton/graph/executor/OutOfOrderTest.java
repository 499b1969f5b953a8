package io.baton.graph.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.model.Command;
import io.baton.model.Event;
import io.baton.model.RefId;
import io.baton.model.RemoteRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Results that come twice, in the wrong order, late and for attempts that are over, in many orders
 * that chance makes; a seed that fails fails again.
 */
class OutOfOrderTest {
  private static final int SEEDS = 100;

  private static final String PARALLEL =
      """
      'parent': {'kind': 'all', 'nodes': {
        't1': {'kind': 'activity', 'activity': 'U.t1'},
        't2': {'kind': 'activity', 'activity': 'R.t2'},
        'both': {'kind': 'all', 'nodes': {
          't3': {'kind': 'activity', 'activity': 'R.t3'},
          't4': {'kind': 'activity', 'activity': 'R.t4', 'after': ['t3']}}}}},
      'each': {'kind': 'forEach', 'items': '${input.items}', 'after': ['parent'], 'nodes': {
        'a': {'kind': 'activity', 'activity': 'U.a', 'args': ['${item}']}}},
      'last': {'kind': 'activity', 'after': ['each'], 'activity': 'R.last'}""";

  /** One thing that a worker tells, and its number among what it tells of its attempt. */
  private record Told(WorkerTaskResult result, int offset) {
    int attempt() {
      return result.taskRun().attempts().size();
    }

    String run() {
      return result.taskRun().id();
    }
  }

  /** What a reader knows that goes by epoch and offset alone. */
  private record Seen(int epoch, int offset) {
    boolean accepts(Told told) {
      return told.attempt() > epoch || (told.attempt() == epoch && told.offset() > offset);
    }
  }

  private final Map<String, Seen> seen = new HashMap<>();
  private final List<Told> bag = new ArrayList<>();

  /** What the workers of this request will tell, some of it more than once. */
  private void work(Stage stage, RemoteRequest request, Random random, boolean allWell) {
    TaskRun run = stage.view().taskRun(request.idempotencyKey()).orElse(null);
    if (run == null || request.undo()) {
      return; // Undos are answered at once, elsewhere.
    }
    TaskRun running = run.in(run.state().with(RunState.RUNNING, Stage.START));
    boolean well = allWell || random.nextInt(4) > 0;
    RunState end = well ? RunState.SUCCESS : RunState.FAILED;
    TaskRun ended = running.in(running.state().with(end, Stage.START));
    for (int copies = 1 + random.nextInt(3); copies > 0; copies--) {
      bag.add(new Told(new WorkerTaskResult(running, List.of(), Map.of()), 1));
    }
    for (int copies = 1 + random.nextInt(3); copies > 0; copies--) {
      bag.add(new Told(new WorkerTaskResult(ended, List.of(), Map.of()), 2));
    }
    seen.put(run.id(), new Seen(run.attempts().size(), 0));
  }

  private static Optional<RefId> aTimeOut(Stage stage, Random random) {
    List<RefId> open = List.copyOf(stage.timers.keySet());
    return random.nextInt(10) > 0 || open.isEmpty()
        ? Optional.empty()
        : Optional.of(open.get(random.nextInt(open.size())));
  }

  /** Plays a case to its end; of what is told, some stays to be told when it is over. */
  private void play(Stage stage, Random random, boolean allWell, Delivery each) {
    int asked = 0;
    while (true) {
      for (; asked < stage.asked.size(); asked++) {
        RemoteRequest request = stage.asked.get(asked);
        if (request.undo()) {
          stage.undone(request.ref().value());
        } else {
          work(stage, request, random, allWell);
        }
      }
      if (bag.isEmpty()) {
        return;
      }
      Optional<RefId> late = allWell ? Optional.empty() : aTimeOut(stage, random);
      if (late.isPresent()) {
        stage.fire(late.get());
      } else {
        each.deliver(stage, bag.remove(random.nextInt(bag.size())));
      }
    }
  }

  private interface Delivery {
    void deliver(Stage stage, Told told);
  }

  private static Command command(Told told) {
    return WorkerTaskResult.read(told.result().write()).command();
  }

  private static void assertNothingWentBack(List<Execution> published) {
    for (int i = 1; i < published.size(); i++) {
      Execution before = published.get(i - 1);
      Execution after = published.get(i);
      assertExtends(before.state(), after.state());
      for (TaskRun run : before.taskRunList()) {
        Optional<TaskRun> later = after.taskRun(run.id());
        if (later.isPresent()) {
          assertExtends(run.state(), later.get().state());
          assertThat(later.get().attempts()).hasSizeGreaterThanOrEqualTo(run.attempts().size());
        } else {
          assertThat(after.taskRunList())
              .as("a container of %s that has ended", run.id())
              .anyMatch(
                  around ->
                      run.id().startsWith(around.id() + ".")
                          && around.state().current().terminal());
        }
      }
    }
  }

  private static void assertExtends(TaskState before, TaskState after) {
    assertThat(after.histories()).startsWith(before.histories().toArray(TaskState.Moment[]::new));
    assertThat(after.current())
        .isEqualTo(after.histories().get(after.histories().size() - 1).state());
    if (before.current().terminal()) {
      assertThat(after.current()).isEqualTo(before.current());
    }
  }

  @Test
  @DisplayName("A3.5 seed 002, 'Detected out-of-order KTable update': no state ever goes backward")
  void A3_5_neverOutOfOrder() {
    for (int seed = 0; seed < SEEDS; seed++) {
      bag.clear();
      Stage stage = new Stage(PARALLEL);
      play(stage, new Random(seed), false, (on, told) -> on.take(command(told)));
      assertNothingWentBack(stage.published);
      assertThat(stage.now.status().isEnd()).as("seed %d ends", seed).isTrue();
      assertThat(stage.viewsElsewhere()).containsExactly(stage.view(), stage.view());
    }
  }

  @Test
  @DisplayName("A3.4 results of parallel tasks merge without a lost update, in any order")
  void A3_4_noLostUpdate() {
    for (int seed = 0; seed < SEEDS; seed++) {
      bag.clear();
      Stage stage = new Stage(PARALLEL);
      play(stage, new Random(seed), true, (on, told) -> on.take(command(told)));
      assertThat(stage.states()).isEqualTo("CREATED RUNNING SUCCESS");
    }
  }

  @Test
  @DisplayName("A3.6 no task is asked for twice, and each message makes at most one state")
  void A3_6_onceEach() {
    for (int seed = 0; seed < SEEDS; seed++) {
      bag.clear();
      Stage stage = new Stage(PARALLEL);
      play(
          stage,
          new Random(seed),
          true,
          (on, told) -> {
            int before = on.published.size();
            on.take(command(told));
            assertThat(on.published.size() - before).isBetween(0, 1);
          });
      assertThat(stage.asked.stream().map(RemoteRequest::idempotencyKey).toList())
          .doesNotHaveDuplicates()
          .hasSize(7);
      assertThat(stage.published).hasSameSizeAs(stage.journal);
    }
  }

  /** The case's own rule: a turn of that command that says something of that ref. */
  private static boolean accepted(Stage stage, Told told) {
    String run = told.run().substring(Stage.ID.value().length() + 1);
    RefId ref = new RefId(run);
    return stage.take(command(told)).stream()
        .anyMatch(
            event ->
                (event instanceof Event.RefSettled e && e.ref().equals(ref))
                    || (event instanceof Event.AnswerDelayed d && d.ref().equals(ref))
                    || (event instanceof Event.AttemptFailed f && f.ref().equals(ref)));
  }

  @Test
  @DisplayName("A6.11 history length, epoch + offset and version column agree on what is stale")
  void A6_11_threeRulesAgree() {
    int[] told = new int[2];
    for (int seed = 0; seed < SEEDS; seed++) {
      int of = seed;
      bag.clear();
      seen.clear();
      Stage stage = new Stage(PARALLEL);
      play(
          stage,
          new Random(seed),
          false,
          (on, message) -> {
            Execution stored = on.view();
            boolean known = stored.taskRun(message.run()).isPresent();
            boolean over =
                stored.taskRun(message.run()).map(r -> r.state().current().terminal()).orElse(true);
            Seen reader = seen.getOrDefault(message.run(), new Seen(0, 0));
            boolean byHistory = known && Joins.joins(stored, message.result().taskRun());
            boolean byOffset = !over && reader.accepts(message);
            boolean byVersion = accepted(on, message);

            assertThat(List.of(byHistory, byOffset))
                .as("seed %d, %s of attempt %d", of, message.run(), message.attempt())
                .containsOnly(byVersion);
            if (byVersion) {
              seen.merge(
                  message.run(),
                  new Seen(message.attempt(), message.offset()),
                  (was, is) -> was.epoch() > is.epoch() ? was : is);
            }
            told[byVersion ? 1 : 0]++;
          });
      assertVersionsAgree(stage.published);
    }
    assertThat(told[0]).isGreaterThan(300);
    assertThat(told[1]).isGreaterThan(300);
  }

  private static void assertVersionsAgree(List<Execution> published) {
    for (int i = 1; i < published.size(); i++) {
      Execution older = published.get(i - 1);
      Execution newer = published.get(i);
      assertThat(Joins.isNewer(newer, older)).isTrue();
      assertThat(Joins.isNewer(older, newer)).isFalse();
      Map<String, Integer> lengths = lengths(older);
      lengths(newer)
          .forEach(
              (id, length) ->
                  assertThat(length).isGreaterThanOrEqualTo(lengths.getOrDefault(id, 0)));
    }
  }

  private static Map<String, Integer> lengths(Execution of) {
    return of.taskRunList().stream()
        .collect(Collectors.toMap(TaskRun::id, run -> run.state().histories().size()));
  }
}
