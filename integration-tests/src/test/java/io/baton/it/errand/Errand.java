package io.baton.it.errand;

import io.baton.api.Activity;
import io.baton.api.Retry;

/** Lies in {@code lib/}, where every module sees it. */
public interface Errand {
  @Activity(undo = "bringBack", retry = @Retry(delay = "PT0.1S"))
  String fetch(String what);

  void bringBack(String what);
}
