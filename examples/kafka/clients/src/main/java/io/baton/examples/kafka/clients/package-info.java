/** Participants and askers that use Kafka's own client library and nothing else. */
@NullMarked
package io.baton.examples.kafka.clients;

import org.jspecify.annotations.NullMarked;
