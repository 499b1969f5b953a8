package io.baton.kafka.connect;

import org.apache.kafka.common.TopicPartition;

/** Tells what partitions of a cluster are, beyond their names. */
interface Origins extends AutoCloseable {
  /**
   * @throws org.apache.kafka.connect.errors.RetriableException when the cluster does not say
   */
  Origin origin(TopicPartition place) throws InterruptedException;

  /** The topic may have been deleted and made anew: the next answer is a new one. */
  void forget(String topic);

  @Override
  void close();
}
