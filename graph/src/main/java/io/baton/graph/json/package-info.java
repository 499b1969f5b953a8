/**
 * Graphs as text, and back: {@code baton-graph/1}. What a text must be is told by the published
 * schema; what a schema cannot tell, by the reader.
 */
@NullMarked
package io.baton.graph.json;

import org.jspecify.annotations.NullMarked;
