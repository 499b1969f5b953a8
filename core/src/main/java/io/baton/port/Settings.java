package io.baton.port;

import java.util.Locale;

/**
 * The names of Baton's settings, and their values: a system property such as {@code baton.node.id},
 * else an environment variable such as {@code BATON_NODE_ID}, as in the server's own expressions.
 */
public final class Settings {
  public static final String STORE = "baton.store";
  public static final String DEFAULT_STORE = "jpa";
  public static final String DATA_SOURCE = "baton.datasource";
  public static final String DEFAULT_DATA_SOURCE = "java:jboss/datasources/BatonXA";
  public static final String WAKE_UP = "baton.wakeup";
  public static final String DEFAULT_WAKE_UP = "ejb";
  public static final String NODE = "baton.node.id";

  /** The transaction manager's time-out in seconds, as server-config sets it. */
  public static final String TX_TIMEOUT = "baton.tx.timeout";

  /** Whose turns are told as executions: names of workflows, comma-separated, or an asterisk. */
  public static final String EXECUTIONS = "baton.executions";

  /** The output topic on which executions are put. */
  public static final String EXECUTIONS_TOPIC = "baton.executions.topic";

  public static final String DEFAULT_EXECUTIONS_TOPIC = "baton.executions";

  /** What becomes of a start that needs a service which is down. */
  public static final String START_WHEN_DOWN = "baton.start.when-down";

  /**
   * The format of requests to workers; with a dot and a destination behind it, of those to this
   * one.
   */
  public static final String TASK_FORMAT = "baton.task.format";

  /**
   * Names of topics, comma-separated, that requests in another format than Baton's are sent to
   * instead of the queues of their destinations, those of Kafka behind {@code kafka:}; with a dot
   * and a destination behind it, those to this one.
   */
  public static final String TASK_TOPICS = "baton.task.topics";

  /** How many exclusive queues outputs are spread over, by their keys; 0 for the one queue. */
  public static final String OUTPUT_SHARDS = "baton.outputs.shards";

  /** The topic on which workers on Kafka answer. */
  public static final String KAFKA_ANSWERS = "baton.kafka.answers";

  public static final String DEFAULT_KAFKA_ANSWERS = "baton-answers";

  /** The topic on which workers on Kafka hear what nobody awaits any more; empty for none. */
  public static final String KAFKA_CALLED_OFF = "baton.kafka.calledoff";

  /** Baton's own, {@code docs/reference/worker-protocol.md}. */
  public static final String DEFAULT_TASK_FORMAT = "baton";

  /** How many requests may be under way; by destination, as the format. */
  public static final String TASK_LIMIT = "baton.task.limit";

  /** How many requests may leave in a second; by destination, as the format. */
  public static final String TASK_RATE = "baton.task.rate";

  /** The path of a file that says how topics are read, before what the application says. */
  public static final String TOPICS = "baton.topics";

  /** How long a record of a lane may be missing before people are told, as {@code PT5M}. */
  public static final String RECORDS_GAP = "baton.records.gap";

  /** Anything but nothing: embedded engines call no activity. */
  public static final String MOCK = "baton.mock";

  private Settings() {}

  /**
   * The value of {@code name.destination}; for a group of workers, whose destination has the
   * group's name behind a dot, else that of the destination itself; else that of {@code name}.
   */
  public static String get(String name, String destination, String otherwise) {
    String of = destination;
    while (true) {
      String value = get(name + "." + of, "");
      if (!value.isEmpty()) {
        return value;
      }
      int dot = of.lastIndexOf('.');
      if (dot < 0) {
        return get(name, otherwise);
      }
      of = of.substring(0, dot);
    }
  }

  public static String get(String name, String otherwise) {
    String value = System.getProperty(name);
    if (value == null) {
      value = System.getenv(name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"));
    }
    return value == null ? otherwise : value;
  }
}
