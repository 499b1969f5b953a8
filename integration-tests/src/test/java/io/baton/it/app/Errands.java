package io.baton.it.app;

import io.baton.api.Activity;

/** Work that leaves a row; what takes it back leaves another one. */
public interface Errands {
  @Activity(undo = "undo")
  String run(String name);

  void undo(String name);

  @Activity
  void note(String text);
}
