package io.baton.graph.run;

import io.baton.graph.model.Body;
import io.baton.graph.model.Graph;
import io.baton.graph.model.Node;
import io.baton.model.RefId;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the nodes of a graph are called in another version of it. Nodes are named by their paths:
 * {@code car}, and inside of a container {@code each.car}.
 */
final class NodeMapping {
  private final Graph older;
  private final Graph newer;
  private final Map<String, String> names;

  /**
   * @param names the newer paths by the older ones, where they differ
   */
  NodeMapping(Graph older, Graph newer, Map<String, String> names) {
    this.older = older;
    this.newer = newer;
    this.names = names;
  }

  /** What is wrong with the names themselves. */
  Optional<String> problem() {
    return names.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(name -> problem(name.getKey(), name.getValue()).stream())
        .findFirst();
  }

  private Optional<String> problem(String old, String fresh) {
    if (node(older, old) == null) {
      return Optional.of("version %s has no node %s".formatted(older.version().text(), old));
    }
    if (node(newer, fresh) == null) {
      return Optional.of("version %s has no node %s".formatted(newer.version().text(), fresh));
    }
    String around = parent(old).isEmpty() ? "" : fresh(parent(old));
    return parent(fresh).equals(around)
        ? Optional.empty()
        : Optional.of(
            "node %s cannot become %s, which is in another container".formatted(old, fresh));
  }

  private static String parent(String path) {
    int dot = path.lastIndexOf('.');
    return dot < 0 ? "" : path.substring(0, dot);
  }

  private String fresh(String old) {
    String named = names.get(old);
    if (named != null) {
      return named;
    }
    String parent = parent(old);
    return parent.isEmpty() ? old : fresh(parent) + old.substring(parent.length());
  }

  private static @Nullable Node node(Graph graph, String path) {
    Body body = graph.nodes();
    Node node = null;
    for (String id : path.split("\\.", -1)) {
      node = body == null ? null : body.byId().get(id);
      if (node == null) {
        return null;
      }
      body = node.body();
    }
    return node;
  }

  /**
   * Where a place of a case is in the newer version.
   *
   * @param node its node in the older version; null for what is none
   * @param there its node in the newer version; null when there is none
   * @param id what it is called there
   * @param changed a container that it is in, or is, and that is of another kind there; null for
   *     none
   */
  record Place(@Nullable Node node, @Nullable Node there, RefId id, @Nullable String changed) {}

  Place place(RefId ref) {
    String effect = ref.effect().value();
    StringBuilder id = new StringBuilder();
    String path = "";
    Node node = null;
    Node there = null;
    String changed = null;
    boolean numberNext = false;
    for (String part : effect.split("\\.", -1)) {
      id.append(id.isEmpty() ? "" : ".");
      if (numberNext) {
        id.append(part);
        numberNext = false;
        continue;
      }
      String around = path.isEmpty() ? "" : path + ".";
      String[] instance = part.split("~", -1);
      path = around + instance[0];
      node = node(older, path);
      if (node == null) {
        return new Place(null, null, ref, changed);
      }
      there = node(newer, fresh(path));
      if (there != null && node.body() != null && there.getClass() != node.getClass()) {
        changed = path;
      }
      id.append(
          Arrays.stream(instance).map(one -> local(around + one)).collect(Collectors.joining("~")));
      numberNext = node instanceof Node.ForEach || node instanceof Node.Loop;
    }
    id.append(ref.value(), effect.length(), ref.value().length());
    return new Place(node, there, new RefId(id.toString()), changed);
  }

  private String local(String path) {
    String fresh = fresh(path);
    return fresh.substring(fresh.lastIndexOf('.') + 1);
  }
}
