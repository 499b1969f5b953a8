package io.baton.standalone;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved. */
public final class ManualClock implements InstantSource {
  private Instant now = Instant.EPOCH;

  @Override
  public synchronized Instant instant() {
    return now;
  }

  public synchronized void advance(Duration by) {
    now = now.plus(by);
  }

  /** Never moves back. */
  synchronized void advanceTo(Instant moment) {
    now = moment.isAfter(now) ? moment : now;
  }
}
