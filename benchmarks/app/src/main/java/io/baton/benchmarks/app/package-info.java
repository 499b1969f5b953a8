/**
 * The measured workflows: activities that do nothing, so that only the engine's own work is seen.
 */
@NullMarked
package io.baton.benchmarks.app;

import org.jspecify.annotations.NullMarked;
