package io.baton.it.talk;

import io.baton.api.Activity;

/** What is written on. */
public interface Paper {
  @Activity(undo = "close")
  String open(String topic);

  void close(String topic);
}
