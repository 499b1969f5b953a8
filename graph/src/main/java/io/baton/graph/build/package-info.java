/** Graphs written in Java: nodes one after the other, activities by reference to their methods. */
@NullMarked
package io.baton.graph.build;

import org.jspecify.annotations.NullMarked;
