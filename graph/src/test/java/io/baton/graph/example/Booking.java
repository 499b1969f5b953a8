package io.baton.graph.example;

import io.baton.api.Activity;

/** Activities for graphs to call. */
public interface Booking {
  @Activity(undo = "cancelCar")
  String reserveCar(String who, String car);

  void cancelCar(String who, String car, String reservation);

  @Activity(undo = "cancelHotel")
  String reserveHotel(String who, String hotel);

  void cancelHotel(String who, String hotel);

  @Activity
  String reserveFlight(String who, String flight);

  @Activity
  void pay(long cents, boolean byCard);

  @Activity
  void note(int number);

  @Activity
  String state();

  @Activity
  double fiveOf(byte a, char b, short c, float d, double e);
}
