package io.baton.kafka.connect;

import java.util.stream.Stream;
import org.apache.kafka.common.metrics.PluginMetrics;

/** What a sink task has done since it started. */
final class SinkMetrics {
  private final Counter put;
  private final Counter repeated;
  private final Counter refused;
  private final Counter lostBroker;

  SinkMetrics(PluginMetrics metrics) {
    put = new Counter(metrics, "records-put", "Records whose messages are committed.");
    repeated =
        new Counter(metrics, "records-repeated", "Records that came again though they were put.");
    refused = new Counter(metrics, "records-refused", "Records that cannot be messages.");
    lostBroker = new Counter(metrics, "broker-lost", "How often the JMS broker went away.");
  }

  void put(int records) {
    put.add(records);
  }

  void repeated() {
    repeated.add(1);
  }

  void refused() {
    refused.add(1);
  }

  void lostBroker() {
    lostBroker.add(1);
  }

  void close() {
    Stream.of(put, repeated, refused, lostBroker).forEach(Counter::close);
  }
}
