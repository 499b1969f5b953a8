package io.baton.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
    @JsonSubTypes.Type(value = Command.CancelCase.class, name = "CancelCase"),
    @JsonSubTypes.Type(value = Command.Operate.class, name = "Operate"),
    @JsonSubTypes.Type(value = Command.Reply.class, name = "Reply")
  })
  private interface OfCommands {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Event.CaseStarted.class, name = "CaseStarted"),
    @JsonSubTypes.Type(value = Event.ReplyRequested.class, name = "ReplyRequested"),
    @JsonSubTypes.Type(value = Event.RefOpened.class, name = "RefOpened"),
    @JsonSubTypes.Type(value = Event.RefSettled.class, name = "RefSettled"),
    @JsonSubTypes.Type(value = Event.RefCancelled.class, name = "RefCancelled"),
    @JsonSubTypes.Type(value = Event.AttemptFailed.class, name = "AttemptFailed"),
    @JsonSubTypes.Type(value = Event.UndoRegistered.class, name = "UndoRegistered"),
    @JsonSubTypes.Type(value = Event.CompensationStarted.class, name = "CompensationStarted"),
    @JsonSubTypes.Type(value = Event.UndoStarted.class, name = "UndoStarted"),
    @JsonSubTypes.Type(value = Event.UndoAttemptFailed.class, name = "UndoAttemptFailed"),
    @JsonSubTypes.Type(value = Event.UndoDone.class, name = "UndoDone"),
    @JsonSubTypes.Type(value = Event.CaseParked.class, name = "CaseParked"),
    @JsonSubTypes.Type(value = Event.CaseResumed.class, name = "CaseResumed"),
    @JsonSubTypes.Type(value = Event.WishRefused.class, name = "WishRefused"),
    @JsonSubTypes.Type(value = Event.CaseEnded.class, name = "CaseEnded")
  })
  private interface OfEvents {}

  static JsonMapper on(JsonMapper base) {
    return base.rebuild()
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
        .addMixIn(Command.class, OfCommands.class)
        .addMixIn(Event.class, OfEvents.class)
        .build();
  }
}
