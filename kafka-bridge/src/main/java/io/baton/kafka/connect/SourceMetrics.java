package io.baton.kafka.connect;

import java.util.stream.Stream;
import org.apache.kafka.common.metrics.PluginMetrics;

/** What a source task has done since it started. */
final class SourceMetrics {
  private final Counter forwarded;
  private final Counter dropped;
  private final Counter parked;
  private final Counter lostBroker;
  private final Counter overdue;

  SourceMetrics(PluginMetrics metrics) {
    forwarded = new Counter(metrics, "messages-forwarded", "Messages whose records are committed.");
    dropped =
        new Counter(
            metrics,
            "messages-dropped",
            "Messages that came again though their records were there.");
    parked = new Counter(metrics, "messages-parked", "Messages that cannot be records.");
    overdue =
        new Counter(
            metrics, "records-overdue", "How often people were told that Kafka takes no records.");
    lostBroker = new Counter(metrics, "broker-lost", "How often the JMS broker went away.");
  }

  void forwarded(int messages) {
    forwarded.add(messages);
  }

  void dropped() {
    dropped.add(1);
  }

  void parked() {
    parked.add(1);
  }

  void lostBroker() {
    lostBroker.add(1);
  }

  void overdue() {
    overdue.add(1);
  }

  void close() {
    Stream.of(forwarded, dropped, parked, overdue, lostBroker).forEach(Counter::close);
  }
}
