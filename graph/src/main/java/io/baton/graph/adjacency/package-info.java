/** Workflows as the map of the original: which functions are called after which. */
@NullMarked
package io.baton.graph.adjacency;

import org.jspecify.annotations.NullMarked;
