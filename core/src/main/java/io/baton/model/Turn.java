package io.baton.model;

import java.time.Instant;
import java.util.List;

/**
 * What one command did to one case: a row of its journal.
 *
 * @param number 0 for the start, then without gaps
 * @param at when, by the clock of the store
 */
public record Turn(long number, CommandId command, Instant at, List<Event> events) {
  public Turn {
    events = List.copyOf(events);
  }

  /** True when a parked case goes on with this turn; a cancelled one does so by being undone. */
  public boolean endsParking() {
    return events.stream()
        .anyMatch(e -> e instanceof Event.CaseResumed || e instanceof Event.CompensationStarted);
  }
}
