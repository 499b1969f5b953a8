package io.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.baton.api.StartRefusedException;
import io.baton.model.CaseId;
import io.baton.model.Circumstances;
import io.baton.model.Codes;
import io.baton.model.Command;
import io.baton.model.Command.StartCase;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.Event.CaseStarted;
import io.baton.model.Parent;
import io.baton.model.Payload;
import io.baton.model.RefId;
import io.baton.model.ReplyTo;
import io.baton.model.StartRequest;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import io.baton.wire.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Starts: which are accepted, and what the others are told. */
class CaseStarterTest {
  private static final CaseId ID = new CaseId("t-1");

  private final Memory memory = new Memory();
  private final CaseStarter starter = new CaseStarter(memory.kernel());

  private static StartRequest request(String workflow, Integer version, Object input) {
    return new StartRequest(workflow, version, ID, Json.payload(input), null, "r-1");
  }

  private void refused(StartRequest request, String code, String text) {
    assertThatExceptionOfType(StartRefusedException.class)
        .isThrownBy(() -> starter.start(request, "alice"))
        .withMessage(code + " " + text)
        .returns(code, StartRefusedException::code);
    assertThat(memory.sent).isEmpty();
  }

  @Test
  void aStartWritesTheCaseAndSendsItsFirstCommand() {
    assertThat(starter.start(request("trip", null, "paris"), "alice"))
        .isEqualTo(new CaseStarter.Started(ID, true));
    CaseStarted created = new CaseStarted(Plans.TRIP, Json.payload("paris"), "alice", null);
    assertThat(memory.journals.get(ID))
        .containsExactly(new Turn(0, new CommandId("create"), Trial.AT, List.of(created)));
    assertThat(memory.sent)
        .containsExactly(new Effect.Send(new StartCase(ID, StartCase.FIRST, Plans.TRIP, null)));
  }

  @Test
  void withoutAnIdEachStartIsACaseOfItsOwn() {
    StartRequest nameless = new StartRequest("trip", 1, null, Payload.NULL, null, "r");
    assertThat(starter.start(nameless, "alice").id())
        .isNotEqualTo(starter.start(nameless, "alice").id());
  }

  @Test
  void anUnknownWorkflowIsRefused() {
    refused(
        request("trap", null, null),
        Codes.UNKNOWN_WORKFLOW,
        "workflow 'trap' is not deployed; deployed are [trip]");
  }

  @Test
  void anUnknownVersionIsRefused() {
    refused(
        request("trip", 7, null),
        Codes.UNKNOWN_VERSION,
        "workflow 'trip' has no version 7; deployed are [1]");
  }

  @Test
  void anInputThatDoesNotFitIsRefused() {
    refused(
        request("trip", 1, 42),
        Codes.INPUT_REFUSED,
        "input of workflow trip@1: a number is no input");
  }

  @Test
  void anIdOfAnotherWorkflowIsRefused() {
    CaseStarted other = new CaseStarted(new WorkflowId("cruise", 1), Payload.NULL, "bob", null);
    memory.has(ID, new Turn(0, new CommandId("create"), Trial.AT, List.of(other)));
    refused(
        request("trip", 1, null),
        Codes.CASE_ID_TAKEN,
        "case id 't-1' belongs to a case of workflow 'cruise'");
  }

  @Test
  void aSecondStartChangesNothing() {
    starter.start(request("trip", 1, "paris"), "alice");
    memory.sent.clear();
    assertThat(starter.start(request("trip", 1, "rome"), "bob"))
        .isEqualTo(new CaseStarter.Started(ID, false));
    assertThat(memory.journals.get(ID)).hasSize(1);
    assertThat(memory.sent).isEmpty();
  }

  @Test
  void whoeverAsksTwiceIsToldTheEndTwice() {
    starter.start(request("trip", 1, "paris"), "alice");
    memory.sent.clear();
    ReplyTo bob = new ReplyTo("queue/bob", null);
    starter.start(new StartRequest("trip", 1, ID, Payload.NULL, bob, "r-2"), "bob");
    assertThat(memory.sent)
        .containsExactly(
            new Effect.Send(new StartCase(ID, new CommandId("ask r-2"), Plans.TRIP, bob)));
  }

  @Test
  void aChildWhoseIdIsTakenFailsInsteadOfBeingAwaitedForEver() {
    CaseId child = new CaseId("p-1.1");
    Parent parent = new Parent(new CaseId("p-1"), new RefId("1"));
    Effect.StartChild wish =
        new Effect.StartChild(child, "trip", Payload.NULL, "alice", 4, parent, null);
    starter.startChild(wish, Circumstances.ORDINARY);
    assertThat(memory.sent).singleElement().returns(child, send -> send.command().caseId());
    memory.sent.clear();

    starter.startChild(wish, Circumstances.ORDINARY);

    assertThat(memory.sent)
        .singleElement()
        .extracting(Effect.Send::command)
        .isInstanceOfSatisfying(
            Command.SettleRef.class,
            told -> {
              assertThat(told.caseId()).isEqualTo(parent.caseId());
              assertThat(told.failure()).isNotNull();
            });
  }
}
