package io.baton.cli.journal;

import io.baton.model.Event;
import java.time.Instant;
import java.util.List;

/** What one command did to a case, where and when. */
public record TurnRow(long turn, Instant at, String node, List<Event> events) {
  public TurnRow {
    events = List.copyOf(events);
  }
}
