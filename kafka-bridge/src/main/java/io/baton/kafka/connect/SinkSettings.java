package io.baton.kafka.connect;

import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;

/** The settings of {@link JmsSinkConnector}. */
final class SinkSettings extends AbstractConfig {
  static final String KAFKA = "kafka.";
  private static final String BOOTSTRAP = KAFKA + "bootstrap.servers";
  private static final String NAME = "name";
  private static final String QUEUE = "jms.queue";
  private static final String PARKED = "jms.parked.queue";
  private static final String STATE = "jms.state.queue";
  private static final String STATE_WAIT = "jms.state.wait.ms";
  private static final String KEY_REQUIRED = "key.required";
  private static final String KEY_LENGTH = "key.max.length";
  private static final String RECORD_BYTES = "record.max.bytes";
  private static final String HEADERS = "headers.max";
  private static final String HEADER_CHARACTERS = "headers.max.characters";

  static final ConfigDef DEFINITION =
      JmsSettings.addTo(new ConfigDef())
          .define(
              NAME,
              ConfigDef.Type.STRING,
              ConfigDef.NO_DEFAULT_VALUE,
              new ConfigDef.NonEmptyString(),
              Importance.HIGH,
              "The connector's name: what was put is remembered under it.")
          .define(
              BOOTSTRAP,
              ConfigDef.Type.LIST,
              ConfigDef.NO_DEFAULT_VALUE,
              ConfigDef.ValidList.anyNonDuplicateValues(false, false),
              Importance.HIGH,
              "The brokers of the topics, asked who the cluster and its topics are. All of kafka.*"
                  + " goes to that client, kafka.security.protocol for instance.")
          .define(
              QUEUE,
              ConfigDef.Type.STRING,
              "baton.records",
              new ConfigDef.NonEmptyString(),
              Importance.HIGH,
              "The queue that gets the records.")
          .define(
              STATE,
              ConfigDef.Type.STRING,
              "baton.bridge",
              new ConfigDef.NonEmptyString(),
              Importance.MEDIUM,
              "The queue that remembers, by one message for each partition, what was put.")
          .define(
              STATE_WAIT,
              ConfigDef.Type.INT,
              5000,
              Range.between(100, 60_000),
              Importance.LOW,
              "How many milliseconds that message is waited for while another task has it.")
          .define(
              PARKED,
              ConfigDef.Type.STRING,
              "baton.parked",
              new ConfigDef.NonEmptyString(),
              Importance.MEDIUM,
              "Where a record goes that cannot be a message, with the reason, unless"
                  + " errors.deadletterqueue.topic.name names a topic for that.")
          .define(
              KEY_REQUIRED,
              ConfigDef.Type.BOOLEAN,
              true,
              Importance.MEDIUM,
              "Whether a record without a key is refused.")
          .define(
              KEY_LENGTH,
              ConfigDef.Type.INT,
              1000,
              Range.between(1, 10_000),
              Importance.LOW,
              "How many characters a key can have.")
          .define(
              RECORD_BYTES,
              ConfigDef.Type.INT,
              1_000_000,
              Range.between(1, 64 << 20),
              Importance.MEDIUM,
              "A record with more bytes than this is refused.")
          .define(
              HEADERS,
              ConfigDef.Type.INT,
              100,
              Range.between(0, 10_000),
              Importance.LOW,
              "A record with more headers than this is refused.")
          .define(
              HEADER_CHARACTERS,
              ConfigDef.Type.INT,
              16_384,
              Range.between(2, 1 << 20),
              Importance.LOW,
              "A record with more characters in its headers than this is refused.");

  SinkSettings(Map<String, String> given) {
    super(DEFINITION, given, false);
  }

  JmsSettings jms() {
    return new JmsSettings(this);
  }

  /** What the client of the cluster is told. */
  Map<String, Object> kafka() {
    return originalsWithPrefix(KAFKA);
  }

  String name() {
    return getString(NAME);
  }

  String queue() {
    return getString(QUEUE);
  }

  String parkedQueue() {
    return getString(PARKED);
  }

  String stateQueue() {
    return getString(STATE);
  }

  int stateWaitMillis() {
    return getInt(STATE_WAIT);
  }

  boolean keyRequired() {
    return getBoolean(KEY_REQUIRED);
  }

  int keyLength() {
    return getInt(KEY_LENGTH);
  }

  int recordBytes() {
    return getInt(RECORD_BYTES);
  }

  int headers() {
    return getInt(HEADERS);
  }

  int headerCharacters() {
    return getInt(HEADER_CHARACTERS);
  }
}
