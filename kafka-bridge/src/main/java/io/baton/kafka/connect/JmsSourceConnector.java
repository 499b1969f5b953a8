package io.baton.kafka.connect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ConnectorTransactionBoundaries;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;

/** From JMS queues to topics: a task for each queue, {@link JmsSourceTask}. */
public final class JmsSourceConnector extends SourceConnector {
  private static final String MAX_TASKS = "tasks.max";
  private static final String BOUNDARY = "transaction.boundary";

  private Map<String, String> given = Map.of();

  @Override
  public String version() {
    return Version.TEXT;
  }

  @Override
  public ConfigDef config() {
    return SourceSettings.DEFINITION;
  }

  /** Each error at its setting, also those that two settings make together. */
  @Override
  public Config validate(Map<String, String> settings) {
    Config checked = super.validate(settings);
    for (ConfigValue value : checked.configValues()) {
      if (value.name().equals(SourceSettings.QUEUES) && value.value() instanceof List<?> queues) {
        int tasks = tasks(settings);
        if (tasks < queues.size()) {
          value.addErrorMessage(
              "%d queues need %s=%d, given is %d: a queue has one task"
                  .formatted(queues.size(), MAX_TASKS, queues.size(), tasks));
        }
        if (!settings.getOrDefault(BOUNDARY, "poll").equalsIgnoreCase("poll")) {
          value.addErrorMessage(
              BOUNDARY + " must be poll: a transaction of the broker is one of Kafka");
        }
      }
    }
    return checked;
  }

  private static int tasks(Map<String, String> settings) {
    try {
      return Integer.parseInt(settings.getOrDefault(MAX_TASKS, "1").strip());
    } catch (NumberFormatException e) {
      return 1; // Connect itself says what is wrong with it.
    }
  }

  @Override
  public void start(Map<String, String> settings) {
    given = Map.copyOf(settings);
  }

  @Override
  public Class<? extends Task> taskClass() {
    return JmsSourceTask.class;
  }

  @Override
  public List<Map<String, String>> taskConfigs(int max) {
    return new SourceSettings(given).queues().stream().map(this::taskOf).toList();
  }

  private Map<String, String> taskOf(String queue) {
    Map<String, String> task = new HashMap<>(given);
    task.put(SourceSettings.QUEUES, queue);
    return task;
  }

  @Override
  public void stop() {
    given = Map.of();
  }

  @Override
  public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> settings) {
    return ExactlyOnceSupport.SUPPORTED;
  }

  @Override
  public ConnectorTransactionBoundaries canDefineTransactionBoundaries(
      Map<String, String> settings) {
    return ConnectorTransactionBoundaries.UNSUPPORTED;
  }

  /**
   * To reset is safe: what is lost is the memory of messages that may be on their topics already,
   * and there are such only when the last task died. To set is not: nobody knows these ids by
   * heart.
   */
  @Override
  public boolean alterOffsets(
      Map<String, String> settings, Map<Map<String, ?>, Map<String, ?>> offsets) {
    if (offsets.values().stream().anyMatch(Objects::nonNull)) {
      throw new ConnectException(
          "the offsets of this connector are ids of messages, which nobody can set");
    }
    return true;
  }
}
