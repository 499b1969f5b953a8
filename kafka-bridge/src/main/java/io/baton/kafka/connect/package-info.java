/**
 * Two connectors for Kafka Connect: from JMS queues to topics, and from topics to a JMS queue, each
 * exactly once. Read {@link io.baton.kafka.connect.JmsSourceTask} and {@link
 * io.baton.kafka.connect.JmsSinkTask}.
 */
@NullMarked
package io.baton.kafka.connect;

import org.jspecify.annotations.NullMarked;
