/** Figures for people and for programs. */
@NullMarked
package io.baton.benchmarks.report;

import org.jspecify.annotations.NullMarked;
