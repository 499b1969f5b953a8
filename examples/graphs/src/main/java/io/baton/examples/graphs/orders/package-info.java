/** The order pipeline: what its graph calls. */
@NullMarked
package io.baton.examples.graphs.orders;

import org.jspecify.annotations.NullMarked;
