package io.baton.graph.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.graph.model.Edge;
import io.baton.graph.model.Graph;
import io.baton.graph.model.Join;
import io.baton.graph.model.Node;
import io.baton.graph.model.NodeIds;
import io.baton.model.Event;
import io.baton.model.Failure.Category;
import io.baton.model.Turn;
import io.baton.wire.EventCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What holds for every graph and every order of answers. One seed: -Dbaton.graph.seed=N. */
class GraphPropertyTest {
  private static final int TRIALS = Integer.getInteger("baton.graph.trials", 1_500);

  private static void each(int trials, java.util.function.LongConsumer trial) {
    Long one = Long.getLong("baton.graph.seed");
    if (one != null) {
      trial.accept(one);
      return;
    }
    long first = System.nanoTime();
    for (long seed = first; seed < first + trials; seed++) {
      try {
        trial.accept(seed);
      } catch (Throwable e) {
        throw new AssertionError("-Dbaton.graph.seed=" + seed, e);
      }
    }
  }

  private static Play play(Graph graph, Random random, int failing, boolean cold) {
    Play play = new Play(graph);
    play.cold = cold;
    play.childrenAnswer = true;
    Set<String> bad = new HashSet<>();
    for (int i = 0; i < failing; i++) {
      bad.add("U.n" + random.nextInt(graph.nodes().byId().size() + 10));
    }
    play.work =
        (work, text) ->
            !work.undo() && bad.contains(work.activity().value())
                ? Play.failure(Category.BUSINESS, "no")
                : null;
    Map<String, Object> input =
        Map.of(
            "n",
            random.nextInt(10),
            "items",
            List.of(1, 2, 3).subList(0, random.nextInt(4)),
            "rounds",
            1 + random.nextInt(3));
    return play.start(input).run(random);
  }

  @Test
  @DisplayName(
      "A2.9 each node runs at most once, after all that it comes after, and none is forgotten")
  void flatGraphsRunAsTheyShould() {
    each(
        TRIALS,
        seed -> {
          Random random = new Random(seed);
          Graph graph = new RandomGraph(random, false).of(1 + random.nextInt(40));
          Play play = play(graph, random, 0, random.nextBoolean());
          assertThat(play.status()).isEqualTo("COMPLETED");
          assertThat(play.ledger).doesNotHaveDuplicates();
          boolean many = play.now().input().json().get("n").asInt() > 5;
          assertThat(done(play)).isEqualTo(expected(graph, many));
          joinsAreRight(graph, play, many);
        });
  }

  private static Set<String> done(Play play) {
    Set<String> done = new HashSet<>();
    play.ledger.forEach(line -> done.add(line.substring(2, line.indexOf('('))));
    return done;
  }

  /** The nodes that run, worked out in the simplest way; the ids are in a topological order. */
  private static Set<String> expected(Graph graph, boolean many) {
    Set<String> run = new LinkedHashSet<>();
    for (Node node : graph.nodes().byId().values()) {
      Node.Common common = node.common();
      boolean due =
          common.after().isEmpty() || common.after().stream().anyMatch(e -> taken(e, run, many));
      if (due && holds(common.when(), many)) {
        run.add(node.id());
      }
    }
    return run;
  }

  private static boolean taken(Edge edge, Set<String> run, boolean many) {
    return run.contains(edge.node()) && edge.on() != Edge.On.FAILURE && holds(edge.when(), many);
  }

  private static boolean holds(io.baton.graph.model.Expression when, boolean many) {
    return when == null || when.text().contains(">") == many;
  }

  private static void joinsAreRight(Graph graph, Play play, boolean many) {
    Map<String, Integer> place = new HashMap<>();
    for (int i = 0; i < play.ledger.size(); i++) {
      String line = play.ledger.get(i);
      place.put(line.substring(2, line.indexOf('(')), i);
    }
    for (String id : place.keySet()) {
      Node.Common common = graph.nodes().byId().get(id).common();
      List<Integer> before =
          common.after().stream()
              .filter(edge -> taken(edge, place.keySet(), many))
              .map(edge -> place.get(edge.node()))
              .toList();
      if (common.join() == Join.ALL) {
        assertThat(before).allMatch(earlier -> earlier < place.get(id));
      } else if (!before.isEmpty()) {
        assertThat(before).anyMatch(earlier -> earlier < place.get(id));
      }
    }
  }

  @Test
  @DisplayName(
      "A2.10 what is undone is what completed, each once, in an order that the anti-graph allows")
  void failedGraphsAreTakenBack() {
    int[] compensated = {0};
    each(
        TRIALS,
        seed -> {
          Random random = new Random(seed);
          Graph graph = new RandomGraph(random, false).of(2 + random.nextInt(30));
          Play play = play(graph, random, 3, random.nextBoolean());
          List<String> done = new ArrayList<>();
          List<String> undone = new ArrayList<>();
          for (String line : play.ledger) {
            String id = line.replaceAll("\\(.*", "").replaceAll(".*[.]", "");
            (line.startsWith("undo ") ? undone : done).add(id);
          }
          if (play.status().equals("COMPLETED")) {
            assertThat(undone).isEmpty();
            return;
          }
          compensated[0]++;
          assertThat(undone).as(play.status()).containsExactlyInAnyOrderElementsOf(done);
          for (String id : done) {
            for (Edge edge : graph.nodes().byId().get(id).common().after()) {
              // FIRST does not wait for the others.
              boolean joined = graph.nodes().byId().get(id).common().join() == Join.ALL;
              if (joined && done.contains(edge.node()) && edge.on() != Edge.On.FAILURE) {
                assertThat(undone.indexOf(id)).isLessThan(undone.indexOf(edge.node()));
              }
            }
          }
        });
    assertThat(compensated[0])
        .as("cases that failed")
        .isGreaterThan(Long.getLong("baton.graph.seed") == null ? 100 : -1);
  }

  @Test
  @DisplayName("A graph with containers ends, leaves nothing open, and nothing done when it failed")
  void graphsWithContainersEnd() {
    Set<String> seen = new HashSet<>();
    each(
        TRIALS,
        seed -> {
          Random random = new Random(seed);
          Graph graph = new RandomGraph(random, true).of(1 + random.nextInt(12));
          Play play = play(graph, random, random.nextInt(4), random.nextBoolean());
          assertThat(play.incidents).isEmpty();
          assertThat(play.leftOver).as("timers that fired for nothing").isEmpty();
          play.journal.forEach(turn -> seen.addAll(features(turn)));
          assertThat(play.status()).isIn("COMPLETED", "COMPENSATED", "FAILED");
          assertThat(play.open()).isEmpty();
          List<String> standing = new ArrayList<>();
          for (String line : play.ledger) {
            if (line.startsWith("undo ")) {
              assertThat(standing.remove(line.replaceAll("\\(.*", "").replace("undo undo.", "U.")))
                  .as(line + " in " + play.ledger)
                  .isTrue();
            } else {
              standing.add(line.replaceAll("\\(.*", ""));
            }
          }
          if (!play.status().equals("COMPLETED")) {
            assertThat(standing).isEmpty();
          }
        });
    if (Long.getLong("baton.graph.seed") == null) {
      assertThat(seen).contains("any decided", "race decided", "time was up", "time was not up");
    }
  }

  private static List<String> features(Turn turn) {
    List<String> features = new ArrayList<>();
    for (Event event : turn.events()) {
      if (event instanceof Event.ForkDecided decided) {
        features.add(decided.kind() + " decided");
      } else if (event instanceof Event.RefSettled e && NodeIds.isLimit(e.ref().value())) {
        features.add("time was up");
      } else if (event instanceof Event.RefCancelled e && NodeIds.isLimit(e.ref().value())) {
        features.add("time was not up");
      }
    }
    return features;
  }

  @Test
  @DisplayName(
      "What a case keeps in memory makes no difference: from the journal alone all is the same")
  void warmAndColdAreTheSame() {
    each(
        TRIALS / 2,
        seed -> {
          Graph graph =
              new RandomGraph(new Random(seed), true).of(1 + new Random(seed).nextInt(12));
          Play warm = play(graph, new Random(seed), 2, false);
          Play cold = play(graph, new Random(seed), 2, true);
          List<String> warmly = events(warm);
          List<String> coldly = events(cold);
          for (int i = 0; i < Math.min(warmly.size(), coldly.size()); i++) {
            assertThat(coldly.get(i)).as("turn %d", i).isEqualTo(warmly.get(i));
          }
          assertThat(coldly).hasSameSizeAs(warmly);
        });
  }

  private static List<String> events(Play play) {
    List<String> texts = new ArrayList<>();
    for (Turn turn : play.journal) {
      texts.add(EventCodec.write(turn.events()));
    }
    return texts;
  }

  @Test
  void aGraphOfThousandsOfNodesRuns() {
    Random random = new Random(7);
    Graph graph = new RandomGraph(random, false).of(5_000);
    Play play = play(graph, random, 0, false);
    assertThat(play.status()).isEqualTo("COMPLETED");
    assertThat(play.ledger).doesNotHaveDuplicates().hasSizeGreaterThan(1_000);
    assertThat(play.now().refs()).noneMatch(ref -> ref.pending());
    long ends =
        play.journal.stream()
            .flatMap(turn -> turn.events().stream())
            .filter(Event.CaseEnded.class::isInstance)
            .count();
    assertThat(ends).isEqualTo(1);
  }
}
