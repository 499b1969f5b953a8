package io.baton.kafka.connect;

/**
 * A partition as it is told apart from every other in the world, also from one of the same name in
 * a topic that was deleted and made anew.
 */
record Origin(String cluster, String topicId, int partition) {
  String record(long offset) {
    return text() + "/" + offset;
  }

  /** Without the cluster: groups are told apart within one queue, and this is shorter. */
  String group(int lane) {
    return topicId + "/" + partition + "/" + lane;
  }

  String text() {
    return cluster + "/" + topicId + "/" + partition;
  }
}
