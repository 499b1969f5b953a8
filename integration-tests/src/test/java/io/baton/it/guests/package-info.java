/** An application whose work is done by services that speak a workflow manager's format. */
@NullMarked
package io.baton.it.guests;

import org.jspecify.annotations.NullMarked;
