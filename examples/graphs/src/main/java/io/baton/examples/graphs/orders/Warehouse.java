package io.baton.examples.graphs.orders;

import io.baton.api.Activity;

/** The warehouses, each by its name. */
public interface Warehouse {
  /**
   * Gives the number of the box.
   *
   * @throws OutOfStock an answer: another warehouse may have it
   */
  @Activity(undo = "putBack")
  String pick(String warehouse, String product, int quantity) throws OutOfStock;

  @Activity
  void putBack(String warehouse, String product, int quantity, String box);
}
