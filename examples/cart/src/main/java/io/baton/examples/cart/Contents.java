package io.baton.examples.cart;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is in a cart.
 *
 * @param products with their quantities
 * @param reminded whether the customer was reminded of it
 * @param receipt of the payment; empty until then
 */
public record Contents(SortedMap<String, Integer> products, boolean reminded, String receipt) {
  static final Contents NONE = new Contents(new TreeMap<>(), false, "");

  Contents with(Said.Add more) {
    SortedMap<String, Integer> all = new TreeMap<>(products);
    all.merge(more.product(), more.quantity(), Integer::sum);
    return new Contents(all, false, receipt);
  }

  Contents without(String product) {
    SortedMap<String, Integer> all = new TreeMap<>(products);
    all.remove(product);
    return new Contents(all, false, receipt);
  }

  Contents afterReminder() {
    return new Contents(products, true, receipt);
  }

  Contents paid(String newReceipt) {
    return new Contents(products, reminded, newReceipt);
  }
}
