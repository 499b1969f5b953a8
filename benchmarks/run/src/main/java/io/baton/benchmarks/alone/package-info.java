/**
 * What the engine alone costs when a case gets long or a graph large: one thread, cases in memory.
 */
@org.jspecify.annotations.NullMarked
package io.baton.benchmarks.alone;
