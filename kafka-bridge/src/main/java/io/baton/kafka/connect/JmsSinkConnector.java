package io.baton.kafka.connect;

import jakarta.jms.JMSException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkConnector;
import org.jspecify.annotations.Nullable;

/** From topics to a JMS queue: {@link JmsSinkTask}. */
public final class JmsSinkConnector extends SinkConnector {
  private final Function<SinkSettings, Origins> cluster;
  private Map<String, String> given = Map.of();

  public JmsSinkConnector() {
    this(settings -> new Cluster(settings.kafka()));
  }

  JmsSinkConnector(Function<SinkSettings, Origins> cluster) {
    this.cluster = cluster;
  }

  @Override
  public String version() {
    return Version.TEXT;
  }

  @Override
  public ConfigDef config() {
    return SinkSettings.DEFINITION;
  }

  @Override
  public void start(Map<String, String> settings) {
    given = Map.copyOf(settings);
  }

  @Override
  public Class<? extends Task> taskClass() {
    return JmsSinkTask.class;
  }

  @Override
  public List<Map<String, String>> taskConfigs(int max) {
    return Collections.nCopies(max, given);
  }

  @Override
  public void stop() {
    given = Map.of();
  }

  /**
   * An offset that is set is remembered by the broker, which the task believes; one that is reset
   * changes nothing there, so resetting puts nothing twice.
   */
  @Override
  public boolean alterOffsets(
      Map<String, String> settings, Map<TopicPartition, @Nullable Long> offsets) {
    SinkSettings read = new SinkSettings(settings);
    try (Origins names = cluster.apply(read);
        Putting queue = Putting.to(read)) {
      for (Map.Entry<TopicPartition, @Nullable Long> wish : offsets.entrySet()) {
        if (wish.getValue() != null) {
          Origin origin = names.origin(wish.getKey());
          Progress progress = queue.tokens().take(origin);
          progress.setTo(wish.getValue() - 1);
          queue.tokens().put(origin, progress);
        }
      }
      queue.commit();
      return true;
    } catch (JMSException e) {
      throw new ConnectException("the broker, which remembers the offsets, is away", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectException("interrupted", e);
    }
  }
}
