/** What comes from outside, in whatever of the known forms, becomes a graph. */
@NullMarked
package io.baton.graph.intake;

import org.jspecify.annotations.NullMarked;
