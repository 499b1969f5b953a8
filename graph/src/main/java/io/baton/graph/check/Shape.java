package io.baton.graph.check;

import io.baton.graph.model.Body;
import io.baton.graph.model.Edge;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What comes after what in a body, by number; edges that lead nowhere are left out. */
final class Shape {
  private final List<String> ids;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<List<Integer>> before = new ArrayList<>();
  private final List<List<Integer>> behind = new ArrayList<>();

  Shape(Body body) {
    ids = List.copyOf(body.byId().keySet());
    for (String id : ids) {
      numbers.put(id, numbers.size());
      before.add(new ArrayList<>());
      behind.add(new ArrayList<>());
    }
    body.byId()
        .forEach((id, node) -> node.common().after().forEach(edge -> connect(edge, number(id))));
  }

  private void connect(Edge edge, int to) {
    Integer from = numbers.get(edge.node());
    if (from != null && from != to) {
      before.get(to).add(from);
      behind.get(from).add(to);
    }
  }

  int size() {
    return ids.size();
  }

  String id(int number) {
    return ids.get(number);
  }

  boolean has(String id) {
    return numbers.containsKey(id);
  }

  int number(String id) {
    return numbers.getOrDefault(id, -1);
  }

  List<Integer> before(int number) {
    return before.get(number);
  }

  List<Integer> behind(int number) {
    return behind.get(number);
  }

  /** Each after all that it comes after; without those on a cycle and what comes after one. */
  List<Integer> inOrder() {
    int[] open = new int[size()];
    Deque<Integer> due = new ArrayDeque<>();
    for (int i = 0; i < size(); i++) {
      open[i] = before(i).size();
      if (open[i] == 0) {
        due.add(i);
      }
    }
    List<Integer> order = new ArrayList<>();
    while (!due.isEmpty()) {
      int next = due.remove();
      order.add(next);
      for (int later : behind(next)) {
        if (--open[later] == 0) {
          due.add(later);
        }
      }
    }
    return order;
  }

  /** For each node, all that comes before it, directly or not. */
  List<BitSet> ancestors() {
    List<BitSet> ancestors = new ArrayList<>();
    for (int i = 0; i < size(); i++) {
      ancestors.add(new BitSet());
    }
    for (int node : inOrder()) {
      for (int previous : before(node)) {
        ancestors.get(node).or(ancestors.get(previous));
        ancestors.get(node).set(previous);
      }
    }
    return ancestors;
  }

  /** One node of each part that no edge connects with the others. */
  List<String> parts() {
    List<String> parts = new ArrayList<>();
    BitSet seen = new BitSet();
    for (int i = 0; i < size(); i++) {
      if (!seen.get(i)) {
        parts.add(id(i));
        visit(i, seen);
      }
    }
    return parts;
  }

  private void visit(int start, BitSet seen) {
    Deque<Integer> open = new ArrayDeque<>(List.of(start));
    seen.set(start);
    while (!open.isEmpty()) {
      int node = open.remove();
      for (List<Integer> neighbours : List.of(before(node), behind(node))) {
        for (int neighbour : neighbours) {
          if (!seen.get(neighbour)) {
            seen.set(neighbour);
            open.add(neighbour);
          }
        }
      }
    }
  }
}
