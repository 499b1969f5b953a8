@NullMarked
package io.baton.it.kafka;

import org.jspecify.annotations.NullMarked;
