package io.baton.examples.trip;

/** The reservations that make up a booked trip. */
public record Itinerary(String car, String hotel, String flight) {}
