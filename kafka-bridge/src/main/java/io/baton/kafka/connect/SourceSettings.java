package io.baton.kafka.connect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigException;

/** The settings of {@link JmsSourceConnector}. */
final class SourceSettings extends AbstractConfig {
  static final String QUEUES = "jms.queues";
  private static final String PARKED = "jms.parked.queue";
  private static final String BATCH = "batch.messages";
  private static final String BATCH_BYTES = "batch.bytes";
  private static final String WAIT = "poll.wait.ms";
  private static final String BOOTSTRAP = SinkSettings.KAFKA + "bootstrap.servers";
  private static final String TOPIC = "kafka.topic";
  private static final String ALLOWED = "kafka.topics.allowed";
  private static final String RECORD_BYTES = "record.max.bytes";
  private static final String CLOUD_EVENTS = "headers.cloudevents.source";
  private static final int MEGABYTE = 1 << 20;

  static final ConfigDef DEFINITION =
      JmsSettings.addTo(new ConfigDef())
          .define(
              QUEUES,
              ConfigDef.Type.LIST,
              ConfigDef.NO_DEFAULT_VALUE,
              ConfigDef.ValidList.anyNonDuplicateValues(false, false),
              Importance.HIGH,
              "The queues to empty, one task each.")
          .define(
              PARKED,
              ConfigDef.Type.STRING,
              "baton.parked",
              new ConfigDef.NonEmptyString(),
              Importance.MEDIUM,
              "Where a message goes that cannot be a record, with the reason.")
          .define(
              BOOTSTRAP,
              ConfigDef.Type.LIST,
              List.of(),
              ConfigDef.ValidList.anyNonDuplicateValues(true, false),
              Importance.MEDIUM,
              "The brokers of the topics, asked which topics there are when one does not take its"
                  + " records; empty: nobody is asked. All of kafka.* but for the two settings below"
                  + " goes to that client.")
          .define(
              TOPIC,
              ConfigDef.Type.STRING,
              "",
              Importance.HIGH,
              "The topic of all records; empty: each message names its own in baton_topic.")
          .define(
              ALLOWED,
              ConfigDef.Type.STRING,
              ".*",
              SourceSettings::pattern,
              Importance.MEDIUM,
              "A regular expression: what a message may name as its topic.")
          .define(
              BATCH,
              ConfigDef.Type.INT,
              2000,
              Range.between(1, 5000),
              Importance.MEDIUM,
              "How many messages share a transaction at most.")
          .define(
              BATCH_BYTES,
              ConfigDef.Type.INT,
              8 * MEGABYTE,
              Range.between(1024, 512 * MEGABYTE),
              Importance.LOW,
              "A transaction that has this many bytes takes no further message.")
          .define(
              WAIT,
              ConfigDef.Type.INT,
              1000,
              Range.between(1, 60_000),
              Importance.LOW,
              "How many milliseconds an empty queue is waited for at a time.")
          .define(
              RECORD_BYTES,
              ConfigDef.Type.INT,
              1_000_000,
              Range.between(1, 64 * MEGABYTE),
              Importance.MEDIUM,
              "A message with more bytes than this is parked; the producer's max.request.size must"
                  + " be larger.")
          .define(
              CLOUD_EVENTS,
              ConfigDef.Type.STRING,
              "",
              Importance.LOW,
              "If set, the ce_source of the CloudEvents headers that each record gets.");

  SourceSettings(Map<String, String> given) {
    super(DEFINITION, given, false);
  }

  private static void pattern(String name, Object value) {
    try {
      Pattern.compile(String.valueOf(value));
    } catch (PatternSyntaxException e) {
      throw new ConfigException(name, value, e.getMessage());
    }
  }

  JmsSettings jms() {
    return new JmsSettings(this);
  }

  List<String> queues() {
    return getList(QUEUES);
  }

  String parkedQueue() {
    return getString(PARKED);
  }

  /** What the client of the cluster is told; empty when there is none. */
  Map<String, Object> kafka() {
    if (getList(BOOTSTRAP).isEmpty()) {
      return Map.of();
    }
    Map<String, Object> client = new HashMap<>(originalsWithPrefix(SinkSettings.KAFKA));
    List.of(TOPIC, ALLOWED)
        .forEach(ours -> client.remove(ours.substring(SinkSettings.KAFKA.length())));
    return client;
  }

  String topic() {
    return getString(TOPIC);
  }

  Pattern allowed() {
    return Pattern.compile(getString(ALLOWED));
  }

  int batch() {
    return getInt(BATCH);
  }

  int batchBytes() {
    return getInt(BATCH_BYTES);
  }

  int waitMillis() {
    return getInt(WAIT);
  }

  int recordBytes() {
    return getInt(RECORD_BYTES);
  }

  String cloudEventsSource() {
    return getString(CLOUD_EVENTS);
  }
}
