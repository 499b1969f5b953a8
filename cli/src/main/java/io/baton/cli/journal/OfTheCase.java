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
      return "refused: %s: %s".formatted(refused.wish(), refused.reason());
    }
    if (event instanceof Event.ReplyRequested requested) {
      return "will be told also to " + requested.to().destination();
    }
    if (event instanceof Event.CaseContinued next) {
      return "goes on as a new run with " + Timeline.shortened(next.input().toString());
    }
    if (event instanceof Event.Migrated migrated) {
      String names = migrated.refs().isEmpty() ? "" : ", where refs are called " + migrated.refs();
      return "goes on as " + migrated.to() + names;
    }
    if (event instanceof Event.CancelRequested wish) {
      return "is to stop: " + wish.reason();
    }
    return ofTheWorkflow(event);
  }

  private static String ofTheWorkflow(Event event) {
    if (event instanceof Event.SignalReceived received) {
      return "signal %d came: %s %s"
          .formatted(
              received.number(),
              received.signal(),
              Timeline.shortened(received.value().toString()));
    }
    if (event instanceof Event.SignalExpired expired) {
      return "signal " + expired.number() + " was not taken in time";
    }
    if (event instanceof Event.ValueNoted noted) {
      return "%s: %s".formatted(noted.what(), Timeline.shortened(noted.value().toString()));
    }
    if (event instanceof Event.FoldAdvanced fold) {
      return "loop %s has done %d rounds".formatted(fold.ref(), fold.rounds());
    }
    if (event instanceof Event.AttributeSet set) {
      return "attribute %s = %s".formatted(set.name(), Timeline.shortened(set.value().toString()));
    }
    if (event instanceof Event.Subscribed to) {
      return "hears signal %s under key %s".formatted(to.signal(), to.key());
    }
    if (event instanceof Event.OutputSent sent) {
      return "output to %s: %s"
          .formatted(sent.topic(), Timeline.shortened(sent.value().toString()));
    }
    if (event instanceof Event.VersionChosen chosen) {
      return "follows version %d of '%s'".formatted(chosen.version(), chosen.change());
    }
    if (event instanceof Event.BranchCancelled cancelled) {
      return "branch " + cancelled.branch() + " is cancelled";
    }
    if (event instanceof Event.UndoRequested undo) {
      return "takes back what %s did".formatted(undo.scope());
    }
    if (event instanceof Event.UndoDropped dropped) {
      return "nothing to take back of " + dropped.ref();
    }
    if (event instanceof Event.UndoAsked asked) {
      return "case " + asked.asker().caseId() + " wants it taken back";
    }
    return event.toString();
  }
}
