package io.baton.graph.model;

/**
 * A Jakarta EL expression over data, with its braces: {@code ${input.amount > 100}}.
 *
 * @param text at most 2,000 characters
 */
public record Expression(String text) {
  public static final int MAX = 2_000;
}
