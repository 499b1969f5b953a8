package io.baton.graph.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What comes after what. */
class OrderTest {
  @Test
  void eachNodeComesAfterThoseBeforeIt() {
    Order order = Order.of(body("d:b,c", "b:a", "c:a", "a:", "e:gone"));
    assertThat(order.sorted()).containsExactly("a", "e", "b", "c", "d");
    assertThat(order.cycle()).isEmpty();
  }

  @Test
  void aCycleIsToldInTheDirectionOfItsEdges() {
    Order order = Order.of(body("behind:c", "a:root,c", "root:", "b:a", "c:b,b"));
    assertThat(order.cycle()).containsExactly("c", "a", "b", "c");
    assertThat(order.sorted()).containsExactly("root");
    assertThat(Order.of(body("self:self")).cycle()).containsExactly("self", "self");
  }

  @Test
  void aBodyBeginsWithAllThatComesAfterNothing() {
    assertThat(body("b:a", "a:", "c:").roots()).containsExactly("a", "c");
  }

  @Test
  void aForeignIdIsMadeToFit() {
    assertThat(NodeIds.fitting("V1StGXR8_-")).isEqualTo("V1StGXR8_-");
    assertThat(NodeIds.fitting("a.b")).isEqualTo("a_b-" + "%08x".formatted(crc("a.b")));
    assertThat(NodeIds.fitting("x".repeat(61))).hasSize(60);
    assertThat(NodeIds.fitting("")).matches("-[0-9a-f]{8}");
  }

  private static long crc(String text) {
    var crc = new java.util.zip.CRC32();
    crc.update(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return crc.getValue();
  }

  /** Each as {@code id:before,before}. */
  private static Body body(String... nodes) {
    Map<String, Node> byId = new LinkedHashMap<>();
    for (String node : nodes) {
      String[] parts = node.split(":", -1);
      List<Edge> after =
          Arrays.stream(parts[1].split(",")).filter(id -> !id.isEmpty()).map(Edge::after).toList();
      byId.put(parts[0], Node.Task.calling(new TaskName("s", "f", null), parts[0], after, null));
    }
    return new Body(byId);
  }
}
