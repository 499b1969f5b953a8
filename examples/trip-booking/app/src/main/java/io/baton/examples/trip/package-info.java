/** A car, a hotel and a flight, or nothing: the application that the tour of Baton books with. */
@NullMarked
package io.baton.examples.trip;

import org.jspecify.annotations.NullMarked;
