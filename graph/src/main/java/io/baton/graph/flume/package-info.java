/**
 * Workflows drawn in the Flume node editor: its JSON becomes a graph and the graph its JSON again,
 * with everything that is only a matter of drawing.
 */
@NullMarked
package io.baton.graph.flume;

import org.jspecify.annotations.NullMarked;
