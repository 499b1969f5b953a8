package io.baton.kafka.connect;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which topics Kafka has, asked anew each time. */
final class Topics {
  private static final Logger LOG = LoggerFactory.getLogger(Topics.class);
  private static final long SECONDS = 10;

  private Topics() {}

  /** Those of some that are not there; empty also when Kafka does not say. */
  static Set<String> missing(Map<String, Object> kafka, Set<String> wanted) {
    try (Admin admin = Admin.create(kafka)) {
      Set<String> missing = new TreeSet<>(wanted);
      missing.removeAll(admin.listTopics().names().get(SECONDS, TimeUnit.SECONDS));
      return missing;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      LOG.warn("Kafka does not say which topics it has: {}", e.toString());
    }
    return Set.of();
  }
}
