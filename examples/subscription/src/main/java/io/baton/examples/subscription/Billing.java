package io.baton.examples.subscription;

import io.baton.api.Activity;

/** Takes the money. */
public interface Billing {
  /**
   * Charges one month. It has no undo: a month that was paid stays paid.
   *
   * @param month 1 for the first
   * @throws CardDeclined an answer: it is asked again some days later
   */
  @Activity
  void charge(String customer, String plan, int month) throws CardDeclined;

  @Activity
  void remind(String customer, String why);
}
