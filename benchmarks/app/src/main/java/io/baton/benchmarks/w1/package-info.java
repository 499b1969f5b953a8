/** W1: ten activities in sequence that do nothing, so that only the engine's own work is seen. */
@NullMarked
package io.baton.benchmarks.w1;

import org.jspecify.annotations.NullMarked;
