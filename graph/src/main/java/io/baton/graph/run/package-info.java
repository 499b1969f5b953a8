/** Follows a graph: what is due, what it is given, and what becomes of its failure. */
@NullMarked
package io.baton.graph.run;

import org.jspecify.annotations.NullMarked;
