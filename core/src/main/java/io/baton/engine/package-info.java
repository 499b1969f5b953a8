/**
 * One command through the kernel: CaseWorker moves, Decider decides, everything else serves the
 * two.
 */
@org.jspecify.annotations.NullMarked
package io.baton.engine;
