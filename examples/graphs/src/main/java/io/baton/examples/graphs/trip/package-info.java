/** The trip once more: as data, and the same data written in Java. */
@NullMarked
package io.baton.examples.graphs.trip;

import org.jspecify.annotations.NullMarked;
