package io.baton.graph.flume;

import static io.baton.graph.json.Problems.at;

import io.baton.graph.flume.Link.Side;
import io.baton.graph.json.Problems;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Both ends of all connections. */
final class Ends {
  private final List<Told> told;
  private final Map<Side, Set<Link>> links = new EnumMap<>(Side.class);
  private final Map<String, Set<String>> before = new HashMap<>();

  Ends(List<Told> told) {
    this.told = told;
    told.forEach(one -> links.computeIfAbsent(one.side(), side -> new HashSet<>()).add(one.link()));
    told.stream()
        .filter(one -> one.side() == Side.INPUTS)
        .map(Told::link)
        .forEach(
            link ->
                before.computeIfAbsent(link.to(), node -> new LinkedHashSet<>()).add(link.from()));
  }

  /**
   * Each connection must be told by both ends.
   *
   * @param nodes ids of the editor that may be connected
   * @param above pointer to the nodes
   */
  void check(Set<String> nodes, String above, Problems problems) {
    for (Told one : told) {
      Side far = one.side().opposite();
      String node = one.link().node(far);
      String port = one.link().port(far);
      if (!nodes.contains(node)) {
        problems.add(
            at(one.pointer(), "nodeId"), "There is no node '%s' to connect.".formatted(node));
      } else if (!far.ports().contains(port)) {
        problems.add(
            at(one.pointer(), "portName"),
            "There is no port '%s' at that end; there is '%s'.".formatted(port, far.port));
      } else if (!links.getOrDefault(far, Set.of()).contains(one.link())) {
        String place = at(above, node, "connections", far.member, port);
        problems.add(
            one.pointer(), "This end tells of a connection, and %s does not.".formatted(place));
      }
    }
  }

  /** The nodes right before {@code node}, each once. */
  Set<String> before(String node) {
    return before.getOrDefault(node, Set.of());
  }
}
