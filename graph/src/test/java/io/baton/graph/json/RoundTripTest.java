package io.baton.graph.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.graph.RandomGraphs;
import io.baton.graph.model.Graph;
import io.baton.graph.model.Node;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Any graph, written and read, is the same graph, and written again the same text. {@code
 * -Dbaton.graphs} sets how many are tried, {@code -Dbaton.graphs.first} where they begin.
 */
class RoundTripTest {
  private static final long GRAPHS = Long.getLong("baton.graphs", 1_000);
  private static final long FIRST = Long.getLong("baton.graphs.first", 0);

  @Test
  void anyGraphComesBackTheSameToTheByte() {
    Map<Long, String> found = new ConcurrentSkipListMap<>();
    LongStream.range(FIRST, FIRST + GRAPHS)
        .parallel()
        .filter(any -> found.size() < 3)
        .forEach(seed -> roundTrip(seed, found));
    assertThat(found).isEmpty();
  }

  private static void roundTrip(long seed, Map<Long, String> found) {
    Graph graph = new RandomGraphs(seed).graph();
    String text = GraphCodec.write(graph);
    try {
      Graph read = GraphCodec.read(text);
      if (!read.equals(graph)) {
        found.put(seed, "other graph:\n" + graph + "\n" + read);
      } else if (!GraphCodec.write(read).equals(text)) {
        found.put(seed, "other text:\n" + text + "\n" + GraphCodec.write(read));
      }
    } catch (BadGraphException e) {
      found.put(seed, e.getMessage() + "\n" + text);
    }
  }

  @Test
  void theRandomGraphsHaveEveryKindOfNode() {
    TreeSet<String> kinds = new TreeSet<>();
    for (int seed = 0; seed < 50; seed++) {
      nodes(new RandomGraphs(seed).graph().nodes().byId().values().stream())
          .forEach(node -> kinds.add(node.getClass().getSimpleName()));
    }
    assertThat(kinds).hasSize(Node.class.getPermittedSubclasses().length);
  }

  private static Stream<Node> nodes(Stream<Node> nodes) {
    return nodes.flatMap(
        node ->
            node.body() == null
                ? Stream.of(node)
                : Stream.concat(Stream.of(node), nodes(node.body().byId().values().stream())));
  }
}
