package io.baton.it.guests;

import io.baton.api.Activity;
import io.baton.api.ActivityMode;

/** Done by a service. */
public interface License {
  @Activity(mode = ActivityMode.REMOTE, destination = "it.guests", undo = "removeLicense")
  String addLicense(String who);

  void removeLicense(String who);
}
