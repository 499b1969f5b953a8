/**
 * Workflows in unit tests. The engine is the real one, in memory, on the test's own thread; time,
 * order and crashes are the test's.
 */
@NullMarked
package io.baton.testkit;

import org.jspecify.annotations.NullMarked;
