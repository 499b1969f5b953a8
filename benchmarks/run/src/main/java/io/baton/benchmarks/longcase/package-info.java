/** What the engine alone costs when a case gets long: one thread, cases in memory. */
@org.jspecify.annotations.NullMarked
package io.baton.benchmarks.longcase;
