/** Workers that know of the trip only what they are asked. */
@org.jspecify.annotations.NullMarked
package io.baton.examples.trip.workers;
