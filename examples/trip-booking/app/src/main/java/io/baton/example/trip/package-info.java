/** Flight, hotel and car, or nothing. */
@NullMarked
package io.baton.example.trip;

import org.jspecify.annotations.NullMarked;
