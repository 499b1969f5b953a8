package shop;

import io.baton.api.Activity;

public interface Shop {
  @Activity(undo = "putBack")
  String reserve(String item);

  void putBack(String item, String reservation);

  @Activity(undo = "payBack")
  String charge(String customer, int cents) throws CardRefused;

  void payBack(String customer, int cents, String payment);

  @Activity
  String ship(String reservation, String address);
}
