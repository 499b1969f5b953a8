package io.baton.engine;

import static io.baton.engine.Plans.CAR;
import static io.baton.engine.Trial.DONE;
import static io.baton.engine.Trial.ID;
import static io.baton.engine.Trial.ONE;
import static io.baton.engine.Trial.broken;
import static io.baton.engine.Trial.failed;
import static io.baton.engine.Trial.opened;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.CaseStatus;
import io.baton.model.Answer;
import io.baton.model.CaseId;
import io.baton.model.Codes;
import io.baton.model.Command;
import io.baton.model.Command.ExecuteActivity;
import io.baton.model.Command.Reply;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.Event;
import io.baton.model.Origin;
import io.baton.model.Payload;
import io.baton.model.ReplyTo;
import io.baton.model.StartRequest;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import io.baton.wire.CommandCodec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of the transaction in which commands are handled. */
class CaseWorkerTest {
  private static final CaseId OTHER = new CaseId("t-2");

  private final Memory memory = new Memory();
  private final CaseWorker worker = new CaseWorker(memory.kernel());

  private void running(CaseId id) {
    Event created = new Event.CaseStarted(Plans.TRIP, Payload.NULL, "alice", null);
    memory.has(
        id,
        new Turn(0, new CommandId("create"), Trial.AT, List.of(created)),
        new Turn(1, new CommandId("start"), Trial.AT, List.of(opened(ONE, CAR))));
  }

  private static ExecuteActivity car(CaseId id, int attempt) {
    return new ExecuteActivity(
        id, ONE, CAR, attempt, List.of(), new Origin(Plans.TRIP, "alice", 1));
  }

  @Test
  @DisplayName("A4.5 the turn and the next command are written in one transaction")
  void A4_5_stateAndNextCommandCommitTogetherOrNotAtAll() {
    running(ID);
    assertThat(worker.handle(List.of(car(ID, 1)), Delivery.FIRST)).isEqualTo(new Handled.Moved());
    assertThat(memory.journals.get(ID)).hasSize(3);
    assertThat(memory.sent).hasSize(1);
  }

  @Test
  @DisplayName(
      "A4.5 failed work rolls everything back; its failure is recorded in a new transaction")
  void A4_5_failedWorkRollsBackAndIsRecorded() {
    running(ID);
    memory.work = command -> failed("away");
    Handled handled = worker.handle(List.of(car(ID, 1)), Delivery.FIRST);
    assertThat(handled).isInstanceOf(Handled.RollBack.class);
    assertThat(memory.journals.get(ID)).as("nothing is written yet").hasSize(2);
    worker.record(((Handled.RollBack) handled).failures(), Delivery.FIRST);
    assertThat(memory.journals.get(ID).get(2).events())
        .containsExactly(new Event.AttemptFailed(ONE, 1, broken("away"), 1000, null));
    assertThat(memory.sent).singleElement().returns(Duration.ofSeconds(1), Effect.Send::delay);
  }

  @Test
  @DisplayName("A3.15 one command is one transaction and one turn, from the first to the last")
  void A3_15_oneCommandOneTurn() {
    new CaseStarter(memory.kernel())
        .start(new StartRequest("trip", 1, ID, Payload.NULL, null, "r"), "alice");
    int handled = 0;
    while (!memory.sent.isEmpty()) {
      Command next = memory.sent.remove(0).command();
      assertThat(worker.handle(List.of(next), Delivery.FIRST)).isEqualTo(new Handled.Moved());
      handled++;
      assertThat(memory.journals.get(ID)).as("the start, and one turn each").hasSize(1 + handled);
      assertThat(memory.journals.get(ID).get(handled).command()).isEqualTo(next.id());
    }
    assertThat(handled).isGreaterThan(2);
    assertThat(memory.read(ID)).get().returns(CaseStatus.COMPLETED, ended -> ended.status());
  }

  @Test
  void aCaseIsReadOnceUnlessEveryTurnIsToBeginFromScratch() {
    assertThat(readsOfTheSecondTurn(new CaseWorker(memory.kernel()))).isZero();
    assertThat(readsOfTheSecondTurn(new CaseWorker(memory.kernel(), true))).isOne();
  }

  private int readsOfTheSecondTurn(CaseWorker worker) {
    running(ID);
    memory.sent.clear();
    worker.handle(List.of(car(ID, 1)), Delivery.FIRST);
    memory.end(true);
    memory.reads = 0;
    Command next = memory.sent.get(0).command();
    assertThat(worker.handle(List.of(next), Delivery.FIRST)).isEqualTo(new Handled.Moved());
    return memory.reads;
  }

  @Test
  @DisplayName("A4.3 a case goes on on any node, from its journal and its next command alone")
  void A4_3_anyNodeGoesOn() {
    new CaseStarter(memory.kernel())
        .start(new StartRequest("trip", 1, ID, Payload.NULL, null, "r"), "alice");
    while (!memory.sent.isEmpty()) {
      Command next = memory.sent.remove(0).command();
      CaseWorker anotherNode = new CaseWorker(memory.kernel());
      assertThat(
              anotherNode.handle(
                  CommandCodec.read(CommandCodec.write(List.of(next))), Delivery.FIRST))
          .isEqualTo(new Handled.Moved());
    }
    assertThat(memory.read(ID)).get().returns(CaseStatus.COMPLETED, ended -> ended.status());
  }

  @Test
  @DisplayName("A4.1 a command whose turn is in the journal does no work again")
  void A4_1_aHandledCommandDoesNoWork() {
    running(ID);
    worker.handle(List.of(car(ID, 1)), Delivery.FIRST);
    assertThat(worker.handle(List.of(car(ID, 1)), new Delivery(2, 0)))
        .isEqualTo(new Handled.Moved(List.of(car(ID, 1))));
    assertThat(memory.worked).hasSize(1);
    assertThat(memory.journals.get(ID)).hasSize(3);
  }

  @Test
  @DisplayName("A4.1 what comes to nothing is told to who took it off its queue")
  void A4_1_whatComesToNothingIsTold() {
    running(ID);
    worker.handle(List.of(car(ID, 1)), Delivery.FIRST);
    Command undo = new Command.SettleUndo(ID, new CommandId("again"), ONE, 1, null);
    assertThat(worker.handle(List.of(undo), Delivery.FIRST))
        .isEqualTo(new Handled.Moved(List.of(undo)));
  }

  @Test
  @DisplayName("A4.1 work for a ref that was settled meanwhile must not stay")
  void A4_1_workThatCameTooLateIsRolledBack() {
    running(ID);
    memory.work =
        command -> {
          memory
              .journals
              .get(ID)
              .add(new Turn(2, new CommandId("elsewhere"), Trial.AT, List.of(Trial.settled(ONE))));
          return DONE;
        };
    assertThat(worker.handle(List.of(car(ID, 1)), Delivery.FIRST))
        .isInstanceOf(Handled.RollBack.class);
  }

  @Test
  void workThatMarksItsTransactionForRollbackHasFailed() {
    running(ID);
    memory.work =
        command -> {
          memory.active = false;
          return DONE;
        };
    Handled handled = worker.handle(List.of(car(ID, 1)), Delivery.FIRST);
    assertThat(((Handled.RollBack) handled).failures())
        .singleElement()
        .extracting(failed -> failed.outcome().failure().message())
        .isEqualTo("the work marked its transaction for rollback");
  }

  @Test
  void aCommandOfACaseThatIsNotThereComesAgain() {
    assertThat(worker.handle(List.of(car(ID, 1)), Delivery.FIRST))
        .isEqualTo(Handled.RollBack.because("case t-1 is not there", car(ID, 1)));
  }

  @Test
  void theArgumentsOfASlimCommandComeFromTheJournal() {
    running(ID);
    ExecuteActivity slim =
        new ExecuteActivity(ID, ONE, CAR, 1, null, new Origin(Plans.TRIP, "alice", 1));
    assertThat(worker.handle(List.of(slim), Delivery.FIRST)).isEqualTo(new Handled.Moved());
    assertThat(memory.worked).containsExactly(slim);
  }

  @Test
  void aBatchMovesEachOfItsCases() {
    running(ID);
    running(OTHER);
    worker.handle(List.of(car(ID, 1), car(OTHER, 1)), Delivery.FIRST);
    assertThat(memory.journals.get(ID)).hasSize(3);
    assertThat(memory.journals.get(OTHER)).hasSize(3);
  }

  @Test
  void aBatchThatFailedWithoutACulpritIsSplitAndKeepsItsHops() {
    running(ID);
    running(OTHER);
    List<Command> batch = List.of(car(ID, 1), car(OTHER, 1));
    assertThat(worker.handle(batch, new Delivery(2, 4))).isEqualTo(new Handled.Moved());
    assertThat(memory.worked).isEmpty();
    assertThat(memory.sent)
        .containsExactly(
            new Effect.Send(car(ID, 1), Duration.ZERO, 4).alone(),
            new Effect.Send(car(OTHER, 1), Duration.ZERO, 4).alone());
  }

  @Test
  void messagesShareATransactionButNotOneThatFailedWithoutACulprit() {
    running(ID);
    running(OTHER);
    Arrival fresh = new Arrival(List.of(car(ID, 1)), Delivery.FIRST);
    Arrival suspect = new Arrival(List.of(car(OTHER, 1)), new Delivery(2, 0));
    assertThat(worker.handle(List.of(fresh, suspect))).isEqualTo(new Handled.Moved());
    assertThat(memory.worked).containsExactly(car(ID, 1));
    assertThat(memory.sent).contains(new Effect.Send(car(OTHER, 1)).alone());
  }

  @Test
  void whatComesTwiceIntoOneTransactionIsDoneOnce() {
    running(ID);
    Arrival arrival = new Arrival(List.of(car(ID, 1)), Delivery.FIRST);
    assertThat(worker.handle(List.of(arrival, arrival))).isEqualTo(new Handled.Moved());
    assertThat(memory.worked).hasSize(1);
    assertThat(memory.journals.get(ID)).hasSize(3);
  }

  @Test
  void whoIsToBlameForARollbackIsNamed() {
    running(ID);
    running(OTHER);
    memory.work = command -> command.caseId().equals(OTHER) ? failed("no") : DONE;
    Handled failed = worker.handle(List.of(car(ID, 1), car(OTHER, 1)), Delivery.FIRST);
    assertThat(((Handled.RollBack) failed).blamed()).containsExactly(car(OTHER, 1));

    memory.work = command -> DONE;
    CaseId nobody = new CaseId("nobody");
    Handled missing = worker.handle(List.of(car(ID, 1), car(nobody, 1)), Delivery.FIRST);
    assertThat(((Handled.RollBack) missing).blamed()).containsExactly(car(nobody, 1));
  }

  @Test
  void aCommandThatIsNotDeployedHereLooksForAnotherNode() {
    running(ID);
    ExecuteActivity unknown =
        new ExecuteActivity(
            ID, ONE, CAR, 1, List.of(), new Origin(new WorkflowId("cruise", 2), "alice", 1));
    worker.handle(List.of(unknown), new Delivery(1, 3));
    assertThat(memory.worked).isEmpty();
    assertThat(memory.sent).containsExactly(new Effect.Send(unknown, Duration.ofSeconds(8), 4));
    assertThat(memory.incidents).isEmpty();
    worker.handle(List.of(unknown), new Delivery(1, 12));
    assertThat(memory.incidents)
        .singleElement()
        .satisfies(i -> assertThat(i.code()).isEqualTo(Codes.NOT_DEPLOYED))
        .satisfies(i -> assertThat(i.reason()).contains("cruise@2"));
  }

  @Test
  void aReplyIsSentWithoutACase() {
    Reply reply = reply(1);
    worker.handle(List.of(reply), Delivery.FIRST);
    assertThat(memory.answers).containsExactly(reply.answer());
  }

  @Test
  void aVanishedAskerIsTriedAgainLaterAndThenGivenUp() {
    memory.goneDestinations.add("queue/bob");
    assertThat(worker.handle(List.of(reply(1)), Delivery.FIRST)).isEqualTo(new Handled.Moved());
    assertThat(memory.sent).containsExactly(new Effect.Send(reply(2), Duration.ofSeconds(2)));
    worker.handle(List.of(reply(4)), Delivery.FIRST);
    assertThat(memory.incidents)
        .singleElement()
        .returns(Codes.REPLY_UNDELIVERABLE, incident -> incident.code());
  }

  private static Reply reply(int attempt) {
    Answer answer = new Answer(ID, "COMPLETED", Payload.NULL, null);
    return new Reply(
        ID, new CommandId("reply 4 0"), new ReplyTo("queue/bob", null), answer, attempt);
  }
}
