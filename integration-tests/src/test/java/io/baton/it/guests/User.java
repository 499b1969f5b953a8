package io.baton.it.guests;

import io.baton.api.Activity;
import io.baton.api.ActivityMode;

/** Done by a service. */
public interface User {
  @Activity(mode = ActivityMode.REMOTE, destination = "it.guests", undo = "deleteUser")
  String createUser(String who);

  void deleteUser(String who);
}
