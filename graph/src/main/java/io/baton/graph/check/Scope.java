package io.baton.graph.check;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an expression can see: the nodes of its body and those of the bodies around it.
 *
 * @param outer null for the whole graph's body
 * @param at the number of the node that the expression is of, or that it stands in; -1 when all of
 *     the body has ended before it is run
 */
record Scope(
    @Nullable Scope outer, Shape shape, List<BitSet> ancestors, Set<String> roots, int at) {
  static final Set<String> EVERYWHERE = Set.of("input", "results", "errors");

  static Scope of(@Nullable Scope outer, Shape shape, Set<String> added) {
    Set<String> roots = new HashSet<>(outer == null ? EVERYWHERE : outer.roots);
    roots.addAll(added);
    return new Scope(outer, shape, shape.ancestors(), roots, -1);
  }

  Scope at(String node) {
    return new Scope(outer, shape, ancestors, roots, shape.number(node));
  }

  /** For what is run when the node itself has ended. */
  Scope afterAll() {
    return new Scope(outer, shape, ancestors, roots, -1);
  }

  /** The scope whose body has the node; null when none has. */
  @Nullable Scope of(String node) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      if (scope.shape.has(node)) {
        return scope;
      }
    }
    return null;
  }

  /** Whether a node of this very body has ended, or is skipped, when the expression is run. */
  boolean isBefore(String node) {
    return at < 0 || ancestors.get(at).get(shape.number(node));
  }
}
