package io.baton.it.kafka.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How long it takes from a record that starts a case of one step to the record of its result. */
@ExtendWith(SharedInstallation.class)
final class LatencyIT {
  private static final int WARM = Integer.getInteger("baton.latency.warm", 20);
  private static final int CASES = Integer.getInteger("baton.latency.cases", 40);
  private static final Duration POLL = Duration.ofSeconds(30);

  /** A quiet machine takes a fraction of that. */
  private static final double MOST_MILLIS = 250;

  @Test
  void aCaseOfOneStepTakesSomeHundredthsOfASecondFromRecordToRecord(Installation all)
      throws IOException {
    List<Double> millis = new ArrayList<>();
    List<Double> within = new ArrayList<>(); // Until the turn that ends the case.
    try (KafkaConsumer<String, String> results = results(all.kafka())) {
      for (int i = -WARM; i < CASES; i++) {
        String thread = "step " + i;
        long began = System.currentTimeMillis();
        long begun = System.nanoTime();
        all.put("wire-step", thread, "new:{\"count\":1}");
        ConsumerRecord<String, String> result = next(results);
        double took = (System.nanoTime() - begun) / 1e6;
        assertThat(result.key()).isEqualTo(thread);
        if (i >= 0) {
          millis.add(took);
          within.add((double) (result.timestamp() - began));
        }
      }
    }
    System.out.printf(
        "new: to result, %d cases one at a time: p50 %.1f ms, p95 %.1f ms, max %.1f ms;"
            + " to the turn that ends it p50 %.0f ms%n",
        CASES, at(millis, 0.5), at(millis, 0.95), at(millis, 1), at(within, 0.5));
    assertThat(at(millis, 0.5)).isLessThan(MOST_MILLIS * load());
  }

  /** Of each core, 1 at least. */
  private static double load() {
    OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
    return Math.max(1, machine.getSystemLoadAverage() / machine.getAvailableProcessors());
  }

  /** At the end of what is there already. */
  private static KafkaConsumer<String, String> results(String kafka) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed");
    KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    List<TopicPartition> places =
        consumer.partitionsFor("workflow-result").stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(places);
    consumer.seekToEnd(places);
    places.forEach(consumer::position);
    return consumer;
  }

  private static ConsumerRecord<String, String> next(KafkaConsumer<String, String> results) {
    long end = System.nanoTime() + POLL.toNanos();
    while (System.nanoTime() < end) {
      for (ConsumerRecord<String, String> record : results.poll(POLL)) {
        return record;
      }
    }
    throw new AssertionError("no result within " + POLL);
  }

  private static double at(List<Double> values, double share) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }
}
