package io.baton.it.kafka;

import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Plain clients of both brokers. */
final class Clients {
  private static final long SOON_MILLIS = 60_000;
  private static final long AT_ONCE_MILLIS = 300;

  private final Bridge bridge;

  Clients(Bridge bridge) {
    this.bridge = bridge;
  }

  void write(String topic, @Nullable String key, String... values) throws Exception {
    List<ProducerRecord<String, String>> records = new ArrayList<>();
    for (String value : values) {
      records.add(new ProducerRecord<>(topic, key, value));
    }
    write(records);
  }

  void write(List<ProducerRecord<String, String>> records)
      throws InterruptedException, ExecutionException {
    Map<String, Object> settings = Map.of("bootstrap.servers", bridge.address(), "acks", "all");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      for (ProducerRecord<String, String> record : records) {
        producer.send(record).get();
      }
    }
  }

  /** The first records of the topic that consumers of committed ones see. */
  List<ConsumerRecord<String, String>> read(String topic, int count) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bridge.address(), "isolation.level", "read_committed");
    List<ConsumerRecord<String, String>> all = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      var places =
          consumer.partitionsFor(topic).stream()
              .map(info -> new org.apache.kafka.common.TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(places);
      consumer.seekToBeginning(places);
      await()
          .atMost(Duration.ofMillis(SOON_MILLIS))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
                return all.size() >= count;
              });
    }
    return all;
  }

  void send(String queue, String text, Map<String, String> properties) throws JMSException {
    try (ActiveMQConnectionFactory factory = bridge.artemis().clients();
        JMSContext session = factory.createContext()) {
      TextMessage message = session.createTextMessage(text);
      for (Map.Entry<String, String> property : properties.entrySet()) {
        message.setStringProperty(property.getKey(), property.getValue());
      }
      session.createProducer().send(session.createQueue(queue), message);
    }
  }

  /** How many messages lie there. */
  int waiting(String queue) throws JMSException {
    try (ActiveMQConnectionFactory factory = bridge.artemis().clients();
        JMSContext session = factory.createContext();
        QueueBrowser browser = session.createBrowser(session.createQueue(queue))) {
      return Collections.list((Enumeration<?>) browser.getEnumeration()).size();
    }
  }

  /** Takes so many messages, and those that are there beyond them. */
  List<TextMessage> take(String queue, int count) {
    List<TextMessage> all = new ArrayList<>();
    try (ActiveMQConnectionFactory factory = bridge.artemis().clients();
        JMSContext session = factory.createContext();
        JMSConsumer consumer = session.createConsumer(session.createQueue(queue))) {
      while (true) {
        long patience = all.size() < count ? SOON_MILLIS : AT_ONCE_MILLIS;
        TextMessage next = (TextMessage) consumer.receive(patience);
        if (next == null) {
          return all;
        }
        all.add(next);
      }
    }
  }

  List<String> takeTexts(String queue, int count) throws JMSException {
    List<String> texts = new ArrayList<>();
    for (TextMessage message : take(queue, count)) {
      texts.add(message.getText());
    }
    return texts;
  }
}
