package io.baton.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.baton.model.Awaited;
import io.baton.model.Command;
import io.baton.model.Event;

/**
 * The names by which commands and events go on the wire and into the journal: a closed list, so no
 * text can name a class. A name is never reused.
 */
final class Aliases {
  private Aliases() {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Command.StartCase.class, name = "StartCase"),
    @JsonSubTypes.Type(value = Command.ExecuteActivity.class, name = "ExecuteActivity"),
    @JsonSubTypes.Type(value = Command.ExecuteUndo.class, name = "ExecuteUndo"),
    @JsonSubTypes.Type(value = Command.SettleRef.class, name = "SettleRef"),
    @JsonSubTypes.Type(value = Command.AnswerNamed.class, name = "AnswerNamed"),
    @JsonSubTypes.Type(value = Command.SettleUndo.class, name = "SettleUndo"),
    @JsonSubTypes.Type(value = Command.DelayAnswer.class, name = "DelayAnswer"),
    @JsonSubTypes.Type(value = Command.AnswerTask.class, name = "AnswerTask"),
    @JsonSubTypes.Type(value = Command.SendHeld.class, name = "SendHeld"),
    @JsonSubTypes.Type(value = Command.FireTimer.class, name = "FireTimer"),
    @JsonSubTypes.Type(value = Command.DeliverSignal.class, name = "DeliverSignal"),
    @JsonSubTypes.Type(value = Command.CompensateCase.class, name = "CompensateCase"),
    @JsonSubTypes.Type(value = Command.CancelCase.class, name = "CancelCase"),
    @JsonSubTypes.Type(value = Command.Operate.class, name = "Operate"),
    @JsonSubTypes.Type(value = Command.FollowParent.class, name = "FollowParent"),
    @JsonSubTypes.Type(value = Command.Migrate.class, name = "Migrate"),
    @JsonSubTypes.Type(value = Command.Reply.class, name = "Reply")
  })
  private interface OfCommands {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Event.CaseStarted.class, name = "CaseStarted"),
    @JsonSubTypes.Type(value = Event.ReplyRequested.class, name = "ReplyRequested"),
    @JsonSubTypes.Type(value = Event.RefOpened.class, name = "RefOpened"),
    @JsonSubTypes.Type(value = Event.RefSettled.class, name = "RefSettled"),
    @JsonSubTypes.Type(value = Event.DetailsTold.class, name = "DetailsTold"),
    @JsonSubTypes.Type(value = Event.FailureAllowed.class, name = "FailureAllowed"),
    @JsonSubTypes.Type(value = Event.RefCancelled.class, name = "RefCancelled"),
    @JsonSubTypes.Type(value = Event.AttemptFailed.class, name = "AttemptFailed"),
    @JsonSubTypes.Type(value = Event.AnswerDelayed.class, name = "AnswerDelayed"),
    @JsonSubTypes.Type(value = Event.RequestHeld.class, name = "RequestHeld"),
    @JsonSubTypes.Type(value = Event.RequestReleased.class, name = "RequestReleased"),
    @JsonSubTypes.Type(value = Event.ValueNoted.class, name = "ValueNoted"),
    @JsonSubTypes.Type(value = Event.ForkDecided.class, name = "ForkDecided"),
    @JsonSubTypes.Type(value = Event.BranchCancelled.class, name = "BranchCancelled"),
    @JsonSubTypes.Type(value = Event.FoldAdvanced.class, name = "FoldAdvanced"),
    @JsonSubTypes.Type(value = Event.SignalReceived.class, name = "SignalReceived"),
    @JsonSubTypes.Type(value = Event.SignalTaken.class, name = "SignalTaken"),
    @JsonSubTypes.Type(value = Event.SignalExpired.class, name = "SignalExpired"),
    @JsonSubTypes.Type(value = Event.UndoRegistered.class, name = "UndoRegistered"),
    @JsonSubTypes.Type(value = Event.UndoDropped.class, name = "UndoDropped"),
    @JsonSubTypes.Type(value = Event.UndoRequested.class, name = "UndoRequested"),
    @JsonSubTypes.Type(value = Event.VersionChosen.class, name = "VersionChosen"),
    @JsonSubTypes.Type(value = Event.AttributeSet.class, name = "AttributeSet"),
    @JsonSubTypes.Type(value = Event.Subscribed.class, name = "Subscribed"),
    @JsonSubTypes.Type(value = Event.OutputSent.class, name = "OutputSent"),
    @JsonSubTypes.Type(value = Event.CancelRequested.class, name = "CancelRequested"),
    @JsonSubTypes.Type(value = Event.UndoAsked.class, name = "UndoAsked"),
    @JsonSubTypes.Type(value = Event.CaseContinued.class, name = "CaseContinued"),
    @JsonSubTypes.Type(value = Event.CompensationStarted.class, name = "CompensationStarted"),
    @JsonSubTypes.Type(value = Event.UndoStarted.class, name = "UndoStarted"),
    @JsonSubTypes.Type(value = Event.UndoAttemptFailed.class, name = "UndoAttemptFailed"),
    @JsonSubTypes.Type(value = Event.UndoDone.class, name = "UndoDone"),
    @JsonSubTypes.Type(value = Event.CaseParked.class, name = "CaseParked"),
    @JsonSubTypes.Type(value = Event.CaseResumed.class, name = "CaseResumed"),
    @JsonSubTypes.Type(value = Event.Migrated.class, name = "Migrated"),
    @JsonSubTypes.Type(value = Event.CaseQueued.class, name = "CaseQueued"),
    @JsonSubTypes.Type(value = Event.TaskTold.class, name = "TaskTold"),
    @JsonSubTypes.Type(value = Event.CasePaused.class, name = "CasePaused"),
    @JsonSubTypes.Type(value = Event.CaseUnpaused.class, name = "CaseUnpaused"),
    @JsonSubTypes.Type(value = Event.ParentFollowed.class, name = "ParentFollowed"),
    @JsonSubTypes.Type(value = Event.WishRefused.class, name = "WishRefused"),
    @JsonSubTypes.Type(value = Event.WishPassedOn.class, name = "WishPassedOn"),
    @JsonSubTypes.Type(value = Event.CaseRetried.class, name = "CaseRetried"),
    @JsonSubTypes.Type(value = Event.CaseEnded.class, name = "CaseEnded")
  })
  private interface OfEvents {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Awaited.Activity.class, name = "Activity"),
    @JsonSubTypes.Type(value = Awaited.Told.class, name = "Told"),
    @JsonSubTypes.Type(value = Awaited.Timer.class, name = "Timer"),
    @JsonSubTypes.Type(value = Awaited.Signal.class, name = "Signal"),
    @JsonSubTypes.Type(value = Awaited.Outside.class, name = "Outside"),
    @JsonSubTypes.Type(value = Awaited.Child.class, name = "Child"),
    @JsonSubTypes.Type(value = Awaited.Noted.class, name = "Noted")
  })
  private interface OfAwaited {}

  static JsonMapper on(JsonMapper base) {
    return base.rebuild()
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
        .addMixIn(Command.class, OfCommands.class)
        .addMixIn(Event.class, OfEvents.class)
        .addMixIn(Awaited.class, OfAwaited.class)
        .build();
  }
}
