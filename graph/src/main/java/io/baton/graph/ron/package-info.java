/**
 * Rusty Object Notation, as far as messages need it: read strictly and within limits, written
 * compactly.
 */
@NullMarked
package io.baton.graph.ron;

import org.jspecify.annotations.NullMarked;
