@NullMarked
package io.baton.kafka.connect;

import org.jspecify.annotations.NullMarked;
