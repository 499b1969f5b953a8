package io.baton.examples.cart;

import java.util.SortedMap;

/**
 * What a customer pays for.
 *
 * @param products with their quantities
 */
public record Order(String customer, SortedMap<String, Integer> products, String card) {}
