package io.baton.it.away;

import io.baton.api.Activity;
import io.baton.api.ActivityMode;
import io.baton.api.Retry;

/** Somebody else's work: no bean of this application does it. */
public interface Hotel {
  @Activity(
      mode = ActivityMode.REMOTE,
      destination = "it.hotel",
      timeout = "PT1H",
      undo = "cancel",
      retry = @Retry(maxAttempts = 3, delay = "PT0.2S", jitter = 0))
  String reserve(String what) throws NoRooms;

  void cancel(String what, String reservation);
}
