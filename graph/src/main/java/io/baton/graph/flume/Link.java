package io.baton.graph.flume;

import java.util.List;

/**
 * A connection, of which both ends tell.
 *
 * @param from id of the editor
 * @param output the port of {@code from}
 * @param to id of the editor
 * @param input the port of {@code to}
 */
record Link(String from, String output, String to, String input) {
  /** The end that tells. */
  enum Side {
    INPUTS("inputs", "workflowPrev", "Prev"),
    OUTPUTS("outputs", "workflowNext", "Next");

    final String member;

    /** What new nodes have. */
    final String port;

    private final String other;

    Side(String member, String port, String other) {
      this.member = member;
      this.port = port;
      this.other = other;
    }

    /** The known ports, the one of new nodes first. */
    List<String> ports() {
      return List.of(port, other);
    }

    Side opposite() {
      return this == INPUTS ? OUTPUTS : INPUTS;
    }
  }

  /** As {@code node} tells it of its own port {@code port}. */
  static Link told(Side side, String node, String port, String other, String otherPort) {
    return side == Side.INPUTS
        ? new Link(other, otherPort, node, port)
        : new Link(node, port, other, otherPort);
  }

  String node(Side side) {
    return side == Side.INPUTS ? to : from;
  }

  String port(Side side) {
    return side == Side.INPUTS ? input : output;
  }
}
