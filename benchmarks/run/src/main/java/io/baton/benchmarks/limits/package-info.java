/**
 * What this machine can do at most, measured beside the workloads, so that figures of different
 * machines can be compared.
 */
@NullMarked
package io.baton.benchmarks.limits;

import org.jspecify.annotations.NullMarked;
