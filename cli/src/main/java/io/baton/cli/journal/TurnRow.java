package io.baton.cli.journal;

import io.baton.model.CommandId;
import io.baton.model.Event;
import io.baton.model.Turn;
import java.time.Instant;
import java.util.List;

/** What one command did to a case, where and when. */
public record TurnRow(long turn, CommandId command, Instant at, String node, List<Event> events) {
  public TurnRow {
    events = List.copyOf(events);
  }

  public Turn asTurn() {
    return new Turn(turn, command, at, events);
  }
}
