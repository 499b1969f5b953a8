package io.baton.kafka.connect;

import java.util.LinkedHashMap;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.CumulativeSum;

/**
 * A number that only grows, among the metrics that Connect shows of the task, by JMX and others.
 */
final class Counter {
  private final PluginMetrics metrics;
  private final Sensor sensor;

  Counter(PluginMetrics metrics, String name, String meaning) {
    this.metrics = metrics;
    this.sensor = metrics.addSensor(name);
    sensor.add(metrics.metricName(name, meaning, new LinkedHashMap<>()), new CumulativeSum());
  }

  void add(int more) {
    sensor.record(more);
  }

  void close() {
    metrics.removeSensor(sensor.name());
  }
}
