package io.baton.worker.kafka;

import io.baton.worker.Reply;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Signs of life, which are seen before the transaction of the answer ends. */
final class Beats implements AutoCloseable {
  private final Clients clients;
  private @Nullable Producer<String, String> producer;

  Beats(Clients clients) {
    this.clients = clients;
  }

  void send(Reply beat) {
    Producer<String, String> open = producer;
    if (open == null) {
      open = clients.atOnce();
      producer = open;
    }
    try {
      open.send(new ProducerRecord<>(beat.to(), beat.caseId(), beat.text())).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while a sign of life was sent", e);
    } catch (ExecutionException e) {
      throw new KafkaException("a sign of life was not sent", e);
    }
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close();
    }
  }
}
