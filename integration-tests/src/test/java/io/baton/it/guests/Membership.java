package io.baton.it.guests;

import io.baton.api.Activity;
import io.baton.api.ActivityMode;

/** Done by a service. */
public interface Membership {
  @Activity(mode = ActivityMode.REMOTE, destination = "it.guests")
  String addMembership(String who);
}
