package io.baton.examples.kafka.clients;

/** Where Kafka is: {@code KAFKA_BROKERS}, else on this machine. */
final class Brokers {
  private Brokers() {}

  static String asSet() {
    String set = System.getenv("KAFKA_BROKERS");
    return set == null || set.isEmpty() ? "127.0.0.1:9092" : set;
  }
}
