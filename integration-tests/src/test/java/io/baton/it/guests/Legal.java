package io.baton.it.guests;

import io.baton.api.Activity;
import io.baton.api.ActivityMode;

/** Done by a service. */
public interface Legal {
  @Activity(mode = ActivityMode.REMOTE, destination = "it.guests", undo = "revert")
  String update(String who);

  void revert(String who);
}
