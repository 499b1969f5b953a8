package io.baton.examples.standalone;

import io.baton.api.Activity;

/** What is to be done, one step at a time. */
public interface Greeter {
  @Activity
  String greet(String who, int time);
}
