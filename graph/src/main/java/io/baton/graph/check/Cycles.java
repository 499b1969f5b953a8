package io.baton.graph.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** Finds cycles that have no node in common, until what is left has none. */
final class Cycles {
  /** Who has made more has made the same mistake many times. */
  private static final int MOST = 100;

  private final Shape shape;
  private final BitSet left = new BitSet();

  private Cycles(Shape shape) {
    this.shape = shape;
    left.set(0, shape.size());
  }

  /** Each in the order in which its nodes follow one another. */
  static List<List<String>> of(Shape shape) {
    Cycles cycles = new Cycles(shape);
    List<List<String>> found = new ArrayList<>();
    cycles.dropWhatIsOnNone();
    while (!cycles.left.isEmpty() && found.size() < MOST) {
      List<Integer> cycle = cycles.next();
      found.add(cycle.stream().map(shape::id).toList());
      cycle.forEach(cycles.left::clear);
      cycles.dropWhatIsOnNone();
    }
    return found;
  }

  /** What nothing that is left comes before or after is on no cycle. */
  private void dropWhatIsOnNone() {
    Deque<Integer> open = new ArrayDeque<>();
    left.stream().forEach(open::add);
    while (!open.isEmpty()) {
      int node = open.remove();
      if (left.get(node) && (isAlone(shape.before(node)) || isAlone(shape.behind(node)))) {
        left.clear(node);
        open.addAll(shape.before(node));
        open.addAll(shape.behind(node));
      }
    }
  }

  private boolean isAlone(List<Integer> neighbours) {
    return neighbours.stream().noneMatch(left::get);
  }

  /** Every node that is left has one before it that is left, so going back comes around. */
  private List<Integer> next() {
    List<Integer> way = new ArrayList<>();
    BitSet seen = new BitSet();
    int node = left.nextSetBit(0);
    while (!seen.get(node)) {
      seen.set(node);
      way.add(node);
      node = shape.before(node).stream().filter(left::get).findFirst().orElseThrow();
    }
    List<Integer> cycle = new ArrayList<>(way.subList(way.indexOf(node), way.size()));
    Collections.reverse(cycle);
    Collections.rotate(cycle, -cycle.indexOf(Collections.min(cycle))); // As it stands in the text.
    return cycle;
  }
}
