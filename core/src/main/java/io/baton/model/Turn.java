package io.baton.model;

import java.util.List;

/**
 * What one command did to one case: a row of its journal.
 *
 * @param number 0 for the start, then without gaps
 */
public record Turn(long number, CommandId command, List<Event> events) {
  public Turn {
    events = List.copyOf(events);
  }
}
