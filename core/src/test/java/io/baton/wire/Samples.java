package io.baton.wire;

import io.baton.api.CaseStatus;
import io.baton.api.UndoOrder;
import io.baton.model.ActivityName;
import io.baton.model.Answer;
import io.baton.model.Awaited;
import io.baton.model.CaseId;
import io.baton.model.Circumstances;
import io.baton.model.Command;
import io.baton.model.CommandId;
import io.baton.model.Event;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.Naming;
import io.baton.model.Origin;
import io.baton.model.Parent;
import io.baton.model.Payload;
import io.baton.model.RecordId;
import io.baton.model.RefId;
import io.baton.model.ReplyTo;
import io.baton.model.Trace;
import io.baton.model.WorkflowId;
import java.math.BigDecimal;
import java.time.Instant;
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
  private static final Instant MOMENT = Instant.parse("2026-03-01T12:00:00.125Z");
  private static final Parent PARENT = new Parent(new CaseId("p-1"), REF);
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
          new Command.SettleRef(CASE, new CommandId("a 1"), REF, 2, Payload.NULL, null),
          new Command.SettleRef(CASE, new CommandId("a 2"), REF, 0, null, FULL),
          new Command.AnswerNamed(
              CASE, new CommandId("record c/t/0/7"), "0:1", ARGS.get(4), null, 86_400_000),
          new Command.AnswerNamed(CASE, new CommandId("n 2"), "v1", Payload.NULL, FULL, 0),
          new Command.SettleUndo(CASE, new CommandId("u 1"), REF, 1, null),
          new Command.SettleUndo(CASE, new CommandId("u 2"), REF, 1, FULL),
          new Command.DelayAnswer(CASE, new CommandId("h 1"), REF, 1),
          new Command.DelayAnswer(CASE, new CommandId("h 2"), REF, 1, true, 3, null),
          new Command.AnswerTask(
              CASE, new CommandId("told 1"), CAR, REF, 2, true, Payload.NULL, null),
          new Command.AnswerTask(CASE, new CommandId("told 2"), CAR, null, 0, false, null, FULL),
          new Command.SendHeld(CASE, REF, 2, 7),
          new Command.FireTimer(CASE, REF, MOMENT),
          new Command.DeliverSignal(CASE, new CommandId("m 1"), "approval", ARGS.get(4), 0),
          new Command.CompensateCase(CASE, new CommandId("c 1"), PARENT),
          new Command.CancelCase(CASE, new CommandId("cancel 1"), "changed my mind"),
          new Command.Operate(CASE, new CommandId("retry 1"), Command.Operate.Operation.RETRY),
          new Command.FollowParent(CASE, new CommandId("parent pauses 7"), true, 7),
          new Command.Migrate(
              CASE,
              new CommandId("migrate 1"),
              TRIP,
              new WorkflowId("trip", 4),
              Map.of("car", "auto")),
          new Command.SettleRef(CASE, new CommandId("a 3"), REF, 2, Payload.NULL, null, true),
          new Command.SettleRef(
              CASE, new CommandId("a 4"), REF, 2, Payload.NULL, null, true, true, ARGS.get(0)),
          new Command.DelayAnswer(CASE, new CommandId("b 2"), REF, 2, null, null, ARGS.get(0)),
          new Command.Operate(
              CASE, new CommandId("pause 1"), Command.Operate.Operation.PAUSE, MOMENT),
          new Command.Operate(
              CASE, new CommandId("resume 1"), Command.Operate.Operation.RESUME, null),
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
          new Event.RefSettled(REF, null, FULL, true),
          new Event.DetailsTold(REF, Payload.NULL),
          new Event.FailureAllowed(REF, "all", FULL),
          new Event.RefCancelled(REF, null),
          new Event.RefCancelled(REF, new RefId("3.1")),
          new Event.AttemptFailed(REF, 1, FULL, 1000, null),
          new Event.AttemptFailed(REF, 1, FULL, 1000, MOMENT),
          new Event.UndoRegistered(REF, CAR, ARGS),
          new Event.CaseStarted(TRIP, Payload.NULL, "alice", null, "order-7", 9, PARENT),
          new Event.RefOpened(REF, new Awaited.Told(CAR), null),
          new Event.RefOpened(REF, new Awaited.Timer(MOMENT, null), MOMENT),
          new Event.RefOpened(REF, new Awaited.Timer(MOMENT, "cart"), MOMENT),
          new Event.RefOpened(REF, new Awaited.Signal("approval"), null),
          new Event.RefOpened(REF, new Awaited.Outside(), null),
          new Event.RefOpened(REF, new Awaited.Outside("0:1", null), null),
          new Event.RefOpened(REF, new Awaited.Outside("main", true), null),
          new Event.RefSettled(REF, ARGS.get(4), FULL),
          new Event.RefOpened(REF, new Awaited.Child(CASE, "trip", ARGS.get(4)), null),
          new Event.RefOpened(REF, new Awaited.Noted("wait"), null),
          new Event.AnswerDelayed(REF, MOMENT),
          new Event.AnswerDelayed(REF, MOMENT, 3),
          new Event.RequestHeld(REF, "hotel"),
          new Event.RequestReleased(REF, MOMENT),
          new Event.ValueNoted(REF, "now", ARGS.get(0)),
          new Event.ForkDecided(REF, "RACE", 2, -1),
          new Event.BranchCancelled(REF),
          new Event.FoldAdvanced(REF, 7, ARGS.get(4)),
          new Event.SignalReceived(1, "approval", Payload.NULL, null),
          new Event.SignalReceived(2, "approval", ARGS.get(4), MOMENT),
          new Event.SignalTaken(REF, 1),
          new Event.SignalExpired(2),
          new Event.UndoDropped(REF),
          new Event.UndoRequested(REF, UndoOrder.CAUSAL, List.of(REF)),
          new Event.VersionChosen("fees", 2),
          new Event.AttributeSet(REF, "city", ARGS.get(0)),
          new Event.Subscribed("paid", "order-7"),
          new Event.OutputSent(REF, "bookings", null, ARGS.get(4)),
          new Event.OutputSent(REF, "bookings", "k", Payload.NULL),
          new Event.OutputSent(REF, "bookings", "k", ARGS.get(0), true),
          new Event.CancelRequested("enough"),
          new Event.UndoAsked(PARENT),
          new Event.CaseContinued(ARGS.get(4), Map.of("cart", MOMENT)),
          new Event.CompensationStarted(FULL),
          new Event.UndoStarted(REF),
          new Event.UndoStarted(REF, "Timeout: no answer"),
          new Event.UndoStarted(REF, null, MOMENT),
          new Event.UndoAttemptFailed(REF, 1, FULL, 1000),
          new Event.UndoAttemptFailed(REF, 1, FULL, 1000, MOMENT),
          new Event.UndoDone(REF),
          new Event.CaseParked(FULL, REF),
          new Event.CaseParked(FULL, null),
          new Event.CaseResumed(),
          new Event.Migrated(TRIP, new WorkflowId("trip", 4), Map.of("car", new RefId("auto"))),
          new Event.CaseQueued(),
          new Event.TaskTold(CAR, Payload.NULL, null),
          new Event.TaskTold(CAR, null, FULL),
          new Event.CasePaused(null),
          new Event.CasePaused(MOMENT),
          new Event.CasePaused(MOMENT, true),
          new Event.CaseUnpaused(),
          new Event.ParentFollowed(true, 7),
          new Event.CaseStarted(
              TRIP,
              Payload.NULL,
              "alice",
              null,
              null,
              4,
              null,
              new Circumstances(Map.of("team", "red", "area", "b"), MOMENT, CASE)),
          new Event.CaseStarted(
              TRIP,
              Payload.NULL,
              "alice",
              null,
              null,
              4,
              null,
              new Circumstances(Map.of("team", "red"), null, null)),
          new Event.CaseStarted(
              TRIP,
              Payload.NULL,
              "alice",
              null,
              null,
              4,
              null,
              Circumstances.ORDINARY.tracedBy(
                  new Trace("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "a=1"))),
          new Event.CaseStarted(
              TRIP,
              Payload.NULL,
              "alice",
              null,
              null,
              4,
              null,
              new Circumstances(Map.of(), MOMENT, CASE, null, 2)),
          new Event.CaseStarted(
              TRIP,
              Payload.NULL,
              "alice",
              null,
              null,
              4,
              null,
              Circumstances.ORDINARY.knownBy(
                  new Naming(
                      Naming.Style.OF_RECORD,
                      "thread1",
                      "workflow-resume",
                      new RecordId("c", "t", 0, 7),
                      "workflow-result",
                      null,
                      List.of("bookings")))),
          new Event.CaseRetried(CASE, 2, MOMENT),
          new Event.WishPassedOn("cancel 7", CASE),
          new Event.WishRefused("cancel", "case is COMPLETED"),
          new Event.CaseEnded(CaseStatus.COMPLETED, Payload.NULL, null),
          new Event.CaseEnded(CaseStatus.COMPENSATED, null, FULL));

  private Samples() {}
}
