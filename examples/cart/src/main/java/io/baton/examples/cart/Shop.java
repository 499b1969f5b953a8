package io.baton.examples.cart;

import io.baton.api.Activity;

/** The stock and the till. */
public interface Shop {
  /** Gives the number of the shelf. */
  @Activity(undo = "putBack")
  String setAside(String product, int quantity);

  @Activity
  void putBack(String product, int quantity, String shelf);

  /**
   * Gives the receipt. It comes last, so it needs no undo.
   *
   * @throws Declined an answer: another card may do
   */
  @Activity
  String charge(String card, int pieces) throws Declined;

  @Activity
  void remind(String customer, int products);

  @Activity
  void apologize(String customer, String why);
}
