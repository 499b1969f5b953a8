/** Workflows that are started, resumed and heard of by topics of Kafka. */
@NullMarked
package io.baton.examples.kafka;

import org.jspecify.annotations.NullMarked;
