package io.baton.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Running cases of one version of a workflow that is data are to go on with another one.
 *
 * @param nodes what the other version calls otherwise: its names by the old ones; a node inside of
 *     a container is {@code container.node}
 * @param after only cases whose id comes behind this one; null for the first page
 */
public record MigrationPlan(
    String workflow, int from, int to, Map<String, String> nodes, @Nullable String after) {
  private static final int MOST_NODES = 10_000;

  public MigrationPlan {
    nodes = Map.copyOf(nodes);
    if (from == to) {
      throw new IllegalArgumentException("a migration from version %d to itself".formatted(from));
    }
    if (nodes.size() > MOST_NODES) {
      throw new IllegalArgumentException("more than " + MOST_NODES + " nodes are called otherwise");
    }
  }

  public MigrationPlan(String workflow, int from, int to, Map<String, String> nodes) {
    this(workflow, from, to, nodes, null);
  }

  /** The same for the cases behind {@code page}. */
  public MigrationPlan next(MigrationPage page) {
    return page.cases().isEmpty()
        ? this
        : new MigrationPlan(
            workflow, from, to, nodes, page.cases().get(page.cases().size() - 1).caseId());
  }
}
