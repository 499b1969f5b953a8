package io.baton.cli.journal;

import io.baton.model.Event;

/** Tells the events that concern the whole case. */
final class OfTheCase {
  private OfTheCase() {}

  static String tell(Event event) {
    if (event instanceof Event.CaseStarted started) {
      return "started with " + Timeline.shortened(started.input().toString());
    }
    if (event instanceof Event.CompensationStarted started) {
      return "compensating: " + Timeline.shortened(started.reason().toString());
    }
    if (event instanceof Event.CaseParked parked) {
      return "PARKED: " + parked.reason();
    }
    if (event instanceof Event.CaseEnded ended) {
      return ended.result() == null
          ? ended.status().name()
          : ended.status() + ": " + Timeline.shortened(ended.result().toString());
    }
    if (event instanceof Event.CaseResumed) {
      return "resumed by an operator";
    }
    if (event instanceof Event.WishRefused refused) {
      return "refused to %s: %s".formatted(refused.wish(), refused.reason());
    }
    if (event instanceof Event.ReplyRequested requested) {
      return "will be told also to " + requested.to().destination();
    }
    if (event instanceof Event.RefCancelled cancelled) {
      return "no longer waits for " + cancelled.ref();
    }
    return event.toString();
  }
}
