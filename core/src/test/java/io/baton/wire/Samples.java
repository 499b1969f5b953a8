package io.baton.wire;

import io.baton.api.CaseStatus;
import io.baton.model.ActivityName;
import io.baton.model.Answer;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.CommandId;
import io.baton.model.Event;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.Origin;
import io.baton.model.Payload;
import io.baton.model.RefId;
import io.baton.model.ReplyTo;
import io.baton.model.WorkflowId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** At least one of every command and event, with and without what may be missing. */
final class Samples {
  private static final CaseId CASE = new CaseId("t-1");
  private static final RefId REF = new RefId("1");
  private static final ActivityName CAR = new ActivityName("Booking.car");
  private static final WorkflowId TRIP = new WorkflowId("trip", 3);
  private static final Origin ORIGIN = new Origin(TRIP, "alice", 7);
  private static final ReplyTo BOB = new ReplyTo("queue/bob", "b-1");
  private static final Failure FULL =
      new Failure(Category.BUSINESS, "Full", "no \"seat\" – \u0000");
  private static final List<Payload> ARGS =
      List.of(
          Json.payload("ü"),
          Payload.NULL,
          Json.payload(1L << 60),
          Json.payload(new BigDecimal("1.10")),
          Json.payload(Map.of("deep", List.of(true, 1e300))));

  static final List<Command> COMMANDS =
      List.of(
          new Command.StartCase(CASE, Command.StartCase.FIRST, TRIP, null),
          new Command.StartCase(CASE, new CommandId("ask r"), TRIP, new ReplyTo("queue/eve", null)),
          new Command.ExecuteActivity(CASE, REF, CAR, 1, ARGS, ORIGIN),
          new Command.ExecuteActivity(CASE, REF, CAR, 2, null, ORIGIN),
          new Command.ExecuteUndo(CASE, REF, CAR, 1, List.of(), ORIGIN),
          new Command.CancelCase(CASE, new CommandId("cancel 1"), "changed my mind"),
          new Command.Operate(CASE, new CommandId("retry 1"), Command.Operate.Operation.RETRY),
          new Command.Reply(
              CASE,
              new CommandId("reply 4 0"),
              BOB,
              new Answer(CASE, "COMPLETED", Payload.NULL, null),
              1),
          new Command.Reply(
              CASE, new CommandId("reply 4 1"), BOB, new Answer(null, "REJECTED", null, FULL), 2));

  static final List<Event> EVENTS =
      List.of(
          new Event.CaseStarted(TRIP, Payload.NULL, "alice", null),
          new Event.CaseStarted(TRIP, Json.payload("paris"), "alice", BOB),
          new Event.ReplyRequested(BOB),
          new Event.RefOpened(REF, CAR, ARGS),
          new Event.RefSettled(REF, Payload.NULL, null),
          new Event.RefSettled(REF, null, FULL),
          new Event.RefCancelled(REF),
          new Event.AttemptFailed(REF, 1, FULL, 1000),
          new Event.UndoRegistered(REF, CAR, ARGS),
          new Event.CompensationStarted(FULL),
          new Event.UndoStarted(REF),
          new Event.UndoAttemptFailed(REF, 1, FULL, 1000),
          new Event.UndoDone(REF),
          new Event.CaseParked(FULL, REF),
          new Event.CaseParked(FULL, null),
          new Event.CaseResumed(),
          new Event.WishRefused("cancel", "case is COMPLETED"),
          new Event.CaseEnded(CaseStatus.COMPLETED, Payload.NULL, null),
          new Event.CaseEnded(CaseStatus.COMPENSATED, null, FULL));

  private Samples() {}
}
