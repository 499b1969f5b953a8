package io.baton.graph.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.graph.model.Body;
import io.baton.graph.model.Edge;
import io.baton.graph.model.Join;
import io.baton.graph.model.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CyclesTest {
  private static Shape shape(Map<String, List<String>> after) {
    Map<String, Node> nodes = new LinkedHashMap<>();
    after.forEach(
        (id, before) -> {
          List<Edge> edges = before.stream().map(Edge::after).toList();
          nodes.put(
              id,
              new Node.Signal(
                  new Node.Common(id, null, edges, Join.ALL, null, null, null, null, null, null),
                  "go"));
        });
    return new Shape(new Body(nodes));
  }

  private static Map<String, List<String>> random(Random random) {
    int size = 1 + random.nextInt(12);
    Map<String, List<String>> after = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      List<String> before = new ArrayList<>();
      for (int edges = random.nextInt(3); edges > 0; edges--) {
        int from = random.nextInt(size);
        if (from != i) {
          before.add("n" + from);
        }
      }
      after.put("n" + i, before);
    }
    return after;
  }

  /** Written down as simply as can be: a node that can be reached from itself. */
  private static boolean isCyclic(Map<String, List<String>> after) {
    return after.keySet().stream()
        .anyMatch(id -> reachable(id, after, new HashSet<>()).contains(id));
  }

  private static Set<String> reachable(
      String id, Map<String, List<String>> after, Set<String> seen) {
    for (String before : after.get(id)) {
      if (seen.add(before)) {
        reachable(before, after, seen);
      }
    }
    return seen;
  }

  @Test
  void randomGraphsHaveACycleIfAndOnlyIfOneIsFound() {
    int cyclic = 0;
    for (int seed = 0; seed < 20_000; seed++) {
      Map<String, List<String>> after = random(new Random(seed));
      List<List<String>> found = Cycles.of(shape(after));
      assertThat(!found.isEmpty()).as("seed %d: %s", seed, after).isEqualTo(isCyclic(after));
      found.forEach(cycle -> assertIsCycle(cycle, after));
      cyclic += found.isEmpty() ? 0 : 1;
    }
    assertThat(cyclic).isBetween(2_000, 18_000);
  }

  private static void assertIsCycle(List<String> cycle, Map<String, List<String>> after) {
    assertThat(cycle).hasSizeGreaterThan(1).doesNotHaveDuplicates();
    for (int i = 0; i < cycle.size(); i++) {
      String before = cycle.get((i + cycle.size() - 1) % cycle.size());
      assertThat(after.get(cycle.get(i))).contains(before);
    }
  }

  @Test
  void whatIsLeftWithoutTheFoundCyclesHasNone() {
    for (int seed = 0; seed < 2_000; seed++) {
      Map<String, List<String>> after = random(new Random(seed));
      Set<String> onCycles = new HashSet<>();
      Cycles.of(shape(after)).forEach(onCycles::addAll);
      Map<String, List<String>> rest = new HashMap<>();
      after.forEach(
          (id, before) -> {
            if (!onCycles.contains(id)) {
              rest.put(id, before.stream().filter(b -> !onCycles.contains(b)).toList());
            }
          });
      assertThat(isCyclic(rest)).as("seed %d", seed).isFalse();
    }
  }

  @Test
  void aLongChainAndALongCycleAreNoTrouble() {
    Map<String, List<String>> after = new LinkedHashMap<>();
    for (int i = 0; i < 5_000; i++) {
      after.put("n" + i, i == 0 ? List.of() : List.of("n" + (i - 1)));
    }
    assertThat(Cycles.of(shape(after))).isEmpty();
    after.put("n0", List.of("n4999"));
    assertThat(Cycles.of(shape(after)).get(0)).hasSize(5_000);
  }
}
