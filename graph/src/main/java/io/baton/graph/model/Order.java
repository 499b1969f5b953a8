package io.baton.graph.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The nodes of a body, each one after those that it comes after.
 *
 * @param sorted all ids, without those on a cycle and behind one
 * @param cycle ids that come after one another in a circle, the first one again at the end; empty
 *     when there is no cycle
 */
public record Order(List<String> sorted, List<String> cycle) {
  public Order {
    sorted = List.copyOf(sorted);
    cycle = List.copyOf(cycle);
  }

  /** Edges from nodes that are not in the body count as none. */
  public static Order of(Body body) {
    Map<String, Integer> open = new HashMap<>();
    Map<String, List<String>> next = new HashMap<>();
    body.byId().forEach((id, node) -> note(id, before(body, node), open, next));
    Deque<String> free = new ArrayDeque<>();
    body.byId().keySet().stream().filter(id -> !open.containsKey(id)).forEach(free::add);
    List<String> sorted = new ArrayList<>();
    while (!free.isEmpty()) {
      String id = free.remove();
      sorted.add(id);
      for (String after : next.getOrDefault(id, List.of())) {
        if (open.merge(after, -1, Integer::sum) == 0) {
          open.remove(after);
          free.add(after);
        }
      }
    }
    return new Order(sorted, open.isEmpty() ? List.of() : circle(body, open.keySet()));
  }

  private static void note(
      String id, Set<String> before, Map<String, Integer> open, Map<String, List<String>> next) {
    if (!before.isEmpty()) {
      open.put(id, before.size());
    }
    before.forEach(other -> next.computeIfAbsent(other, o -> new ArrayList<>()).add(id));
  }

  private static Set<String> before(Body body, Node node) {
    Set<String> before = new LinkedHashSet<>();
    node.common().after().forEach(edge -> before.add(edge.node()));
    before.retainAll(body.byId().keySet());
    return before;
  }

  /** Each of what is left has one before it that is left, too: going back ends in a circle. */
  private static List<String> circle(Body body, Set<String> left) {
    Set<String> seen = new LinkedHashSet<>();
    String id = body.byId().keySet().stream().filter(left::contains).findFirst().orElseThrow();
    while (seen.add(id)) {
      id = before(body, body.node(id)).stream().filter(left::contains).findFirst().orElseThrow();
    }
    List<String> circle = new ArrayList<>(seen);
    circle = new ArrayList<>(circle.subList(circle.indexOf(id), circle.size()));
    circle.add(id);
    Collections.reverse(circle);
    return circle;
  }
}
