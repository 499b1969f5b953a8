package io.baton.examples.cart;

import io.baton.api.Signal;

/** What a customer says to a cart. */
public sealed interface Said {
  /** One signal for everything, so that it is heard in the order in which it was said. */
  Signal<Said> SIGNAL = Signal.of("cart", Said.class);

  /**
   * @param quantity 1 to 1000
   */
  record Add(String product, int quantity) implements Said {
    public Add {
      if (quantity < 1 || quantity > 1000) {
        throw new IllegalArgumentException("quantity is " + quantity + ", allowed are 1 to 1000");
      }
    }
  }

  record Remove(String product) implements Said {}

  record Pay(String card) implements Said {}
}
