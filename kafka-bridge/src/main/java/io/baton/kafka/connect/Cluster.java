package io.baton.kafka.connect;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** Who the cluster and its topics are: asked once for each topic, until told to forget. */
final class Cluster implements Origins {
  private static final long SECONDS = 30;

  private final Admin admin;
  private final Map<String, String> topicIds = new HashMap<>();
  private @Nullable String id;

  Cluster(Map<String, Object> settings) {
    this.admin = Admin.create(settings);
  }

  @Override
  public Origin origin(TopicPartition place) throws InterruptedException {
    String topicId = topicIds.get(place.topic());
    if (topicId == null) {
      topicId = ask(place.topic());
      topicIds.put(place.topic(), topicId);
    }
    return new Origin(id(), topicId, place.partition());
  }

  @Override
  public void forget(String topic) {
    topicIds.remove(topic);
  }

  private String ask(String topic) throws InterruptedException {
    Map<String, TopicDescription> answer =
        answer(admin.describeTopics(Set.of(topic)).allTopicNames()::get);
    TopicDescription found = answer.get(topic);
    if (found == null) {
      throw new RetriableException("the cluster does not know the topic " + topic);
    }
    return found.topicId().toString();
  }

  private String id() throws InterruptedException {
    String known = id;
    if (known == null) {
      known = answer(admin.describeCluster().clusterId()::get);
      id = known;
    }
    return known;
  }

  private interface Answer<T> {
    T get(long time, TimeUnit unit)
        throws InterruptedException, ExecutionException, TimeoutException;
  }

  private static <T> T answer(Answer<T> answer) throws InterruptedException {
    try {
      return answer.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new RetriableException("the cluster does not say who it is", e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
