/**
 * Whether a graph makes sense: that its nodes hang together, that what it names is there, that its
 * expressions can be read. Everything that is wrong is found at once.
 */
@NullMarked
package io.baton.graph.check;

import org.jspecify.annotations.NullMarked;
