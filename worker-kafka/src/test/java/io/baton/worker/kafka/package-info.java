@org.jspecify.annotations.NullMarked
package io.baton.worker.kafka;
