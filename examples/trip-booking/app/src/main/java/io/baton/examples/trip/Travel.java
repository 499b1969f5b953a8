package io.baton.examples.trip;

import java.util.List;

/**
 * The reservations that make up an approved trip.
 *
 * @param tours none when one of them was sold out
 */
public record Travel(String car, String hotel, String flight, List<String> tours) {}
