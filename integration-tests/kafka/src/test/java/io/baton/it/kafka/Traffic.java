package io.baton.it.kafka;

import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends to both ends of the bridge and listens at the others, itself exactly once: what it sends to
 * the queue has an id by which the broker knows it again, and what it takes it remembers by that of
 * the message.
 */
final class Traffic implements AutoCloseable {
  private static final int KEYS = 20;
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final Duration QUIET = Duration.ofSeconds(2);

  /** As many are on their way at most, so that there is traffic whenever somebody dies. */
  private static final int WINDOW = 250;

  private final ActiveMQConnectionFactory queues;
  private final String kafka;
  private final String name;
  private final int count;
  private final Map<String, List<Integer>> records = new ConcurrentHashMap<>();
  private final Map<String, List<Integer>> messages = new ConcurrentHashMap<>();
  private final Set<String> ids = ConcurrentHashMap.newKeySet();
  private final AtomicInteger received = new AtomicInteger();
  private final Semaphore messageWindow = new Semaphore(WINDOW);
  private final Semaphore recordWindow = new Semaphore(WINDOW);
  private final List<Thread> threads = new ArrayList<>();
  private int sent;
  private volatile boolean ended;
  private volatile long last = System.nanoTime();

  /** Through connectors that {@link #connect} made. */
  Traffic(Bridge bridge, String name, int count) {
    this.queues = bridge.artemis().clients();
    this.kafka = bridge.address();
    this.name = name;
    this.count = count;
  }

  /** Makes the two topics of this name, and a connector in each direction with a queue each. */
  static void connect(Bridge bridge, String name) throws Exception {
    bridge.topics(name + ".results", name + ".resume");
    bridge.begin(
        name + "-outputs",
        "baton-outputs",
        Map.of(
            "jms.queues",
            name + ".out",
            "batch.messages",
            "100",
            "offsets.storage.topic",
            name + "-outputs-offsets"));
    bridge.connector(
        name + "-records",
        "baton-records",
        Map.of("topics", name + ".resume", "jms.queue", name + ".in", "tasks.max", "2"));
    Bridge.awaitTask(bridge.connect(), name + "-outputs");
  }

  void start() {
    run("sends messages", this::sendMessages);
    run("sends records", this::sendRecords);
    run("takes messages", this::takeMessages);
    run("takes records", this::takeRecords);
  }

  private interface Work {
    void run() throws JMSException;
  }

  /** Begins anew when the broker was lost. */
  private void run(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              while (!ended) {
                try {
                  work.run();
                  return;
                } catch (JMSException lost) {
                  Thread.onSpinWait();
                }
              }
            },
            name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private void sendMessages() throws JMSException {
    try (Connection connection = queues.createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      MessageProducer producer = session.createProducer(session.createQueue(name + ".out"));
      for (; sent < count && !ended; sent++) {
        TextMessage message = session.createTextMessage(Integer.toString(sent));
        message.setStringProperty("baton_topic", name + ".results");
        message.setStringProperty("baton_key", key(sent));
        message.setStringProperty("_AMQ_DUPL_ID", name + sent);
        messageWindow.acquireUninterruptibly();
        producer.send(message);
      }
    }
  }

  private void sendRecords() {
    int patience = (int) LONG.toMillis(); // By default a producer gives up before Kafka is back.
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", kafka,
            "acks", "all",
            "max.block.ms", patience,
            "delivery.timeout.ms", patience);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      for (int i = 0; i < count && !ended; i++) {
        recordWindow.acquireUninterruptibly();
        producer.send(
            new ProducerRecord<>(name + ".resume", key(i), Integer.toString(i)),
            (where, failed) -> {
              if (failed != null) {
                throw new IllegalStateException("the producer gave up", failed);
              }
            });
      }
      producer.flush();
    }
  }

  private void takeMessages() throws JMSException {
    try (Connection connection = queues.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
      connection.start();
      MessageConsumer consumer = session.createConsumer(session.createQueue(name + ".in"));
      while (!ended) {
        TextMessage message = (TextMessage) consumer.receive(200);
        if (message == null) {
          continue;
        }
        // Before the commit, of which perhaps nothing is heard: what comes again has the same id.
        if (ids.add(message.getJMSMessageID())) {
          add(messages, message.getStringProperty("baton_key"), message.getText());
          recordWindow.release();
        }
        session.commit();
      }
    }
  }

  private void takeRecords() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            kafka,
            "auto.offset.reset",
            "earliest",
            "enable.auto.commit",
            false,
            "isolation.level",
            "read_committed");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      // Without a group: a rebalance would have it read again what it has read.
      List<TopicPartition> places =
          List.of(
              new TopicPartition(name + ".results", 0), new TopicPartition(name + ".results", 1));
      consumer.assign(places);
      consumer.seekToBeginning(places);
      while (!ended) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
          add(records, record.key(), record.value());
          messageWindow.release();
        }
      }
    }
  }

  private void add(Map<String, List<Integer>> all, String key, String value) {
    all.computeIfAbsent(key, any -> new ArrayList<>()).add(Integer.valueOf(value));
    received.incrementAndGet();
    last = System.nanoTime();
  }

  private static String key(int number) {
    return "k" + number % KEYS;
  }

  void awaitReceived(int atLeast) {
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> received.get() >= atLeast);
  }

  /** Until nothing has come for a while: what came twice would have come by now. */
  void awaitQuiet() {
    await().atMost(LONG).until(() -> System.nanoTime() - last > QUIET.toNanos());
  }

  Map<String, List<Integer>> expected() {
    Map<String, List<Integer>> all = new ConcurrentHashMap<>();
    IntStream.range(0, count)
        .forEach(i -> all.computeIfAbsent(key(i), any -> new ArrayList<>()).add(i));
    return all;
  }

  Map<String, List<Integer>> records() {
    return records;
  }

  Map<String, List<Integer>> messages() {
    return messages;
  }

  @Override
  public void close() {
    ended = true;
    messageWindow.release(count);
    recordWindow.release(count);
    threads.forEach(Traffic::join);
    queues.close();
  }

  private static void join(Thread thread) {
    try {
      thread.join(LONG.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
