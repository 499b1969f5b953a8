/** PostgreSQL, WildFly, Kafka and Connect, all real, with applications that live on topics. */
@NullMarked
package io.baton.it.kafka.whole;

import org.jspecify.annotations.NullMarked;
