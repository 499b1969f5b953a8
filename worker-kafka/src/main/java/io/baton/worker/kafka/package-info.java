/**
 * Takes requests of REMOTE activities from topics of Kafka, runs handlers, answers on another
 * topic. That requests were taken and their answers are one transaction of Kafka.
 */
@org.jspecify.annotations.NullMarked
package io.baton.worker.kafka;
