package io.baton.workflow.script;

import io.baton.api.Activity;

/** The activities of random workflows. */
public interface Fuzzed {
  @Activity(undo = "undo")
  String act(String effect);

  void undo(String effect);

  @Activity
  String clean(String text);
}
