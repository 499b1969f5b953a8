package io.baton.graph.flume;

import static io.baton.graph.json.Problems.at;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.graph.flume.Link.Side;
import io.baton.graph.json.Problems;
import java.util.ArrayList;
import java.util.List;

/**
 * A connection as one of its ends tells it.
 *
 * @param pointer to where it does
 */
record Told(Side side, Link link, String pointer) {
  /** All that the node {@code id} tells; what cannot be understood is a problem and left out. */
  static List<Told> by(String id, JsonNode node, String pointer, Problems problems) {
    List<Told> all = new ArrayList<>();
    for (Side side : Side.values()) {
      JsonNode ports = node.path("connections").path(side.member);
      String place = at(pointer, "connections", side.member);
      if (ports.isObject()) {
        ports
            .properties()
            .forEach(
                port ->
                    all.addAll(
                        ofPort(
                            side,
                            id,
                            port.getKey(),
                            port.getValue(),
                            at(place, port.getKey()),
                            problems)));
      } else {
        problems.add(place, "This is missing, or no object with a list for each port.");
      }
    }
    return all;
  }

  private static List<Told> ofPort(
      Side side, String id, String port, JsonNode links, String place, Problems problems) {
    List<Told> all = new ArrayList<>();
    if (!links.isArray()) {
      problems.add(place, "This is no list of connections.");
    } else if (!links.isEmpty() && !side.ports().contains(port)) {
      problems.add(place, "There is no port '%s'; there is '%s'.".formatted(port, side.port));
    } else {
      for (int i = 0; i < links.size(); i++) {
        JsonNode node = links.get(i).path("nodeId");
        JsonNode otherPort = links.get(i).path("portName");
        if (node.isTextual() && otherPort.isTextual()) {
          Link link = Link.told(side, id, port, node.textValue(), otherPort.textValue());
          all.add(new Told(side, link, at(place, i)));
        } else {
          problems.add(at(place, i), "This is no connection with the texts nodeId and portName.");
        }
      }
    }
    return all;
  }
}
