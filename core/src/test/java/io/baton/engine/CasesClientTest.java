package io.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.baton.api.CaseStatus;
import io.baton.api.Cases;
import io.baton.api.Cases.StartSpec;
import io.baton.api.FoundCase;
import io.baton.api.Signal;
import io.baton.api.SignalOptions;
import io.baton.api.StartRefusedException;
import io.baton.api.Waiting;
import io.baton.api.Waiting.Kind;
import io.baton.model.Awaited;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.Command.DeliverSignal;
import io.baton.model.Command.SettleRef;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.Event;
import io.baton.model.Failure;
import io.baton.model.Payload;
import io.baton.model.RefId;
import io.baton.model.Turn;
import io.baton.port.CaseCatalog.Found;
import io.baton.port.CaseCatalog.Wanted;
import io.baton.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What clients ask for, and which commands become of it. */
class CasesClientTest {
  private static final Signal<String> NEWS = Signal.of("news", String.class);
  private static final CaseId ID = new CaseId("t-1");
  private static final long A_MONTH = Duration.ofDays(30).toMillis();

  private final Memory memory = new Memory();
  private final TrialCatalog catalog = (TrialCatalog) memory.catalog;
  private final Kernel kernel = memory.kernel();
  private final Cases cases = new CasesClient(kernel, new CaseStarter(kernel), () -> "alice");

  private List<Command> sent() {
    return memory.sent.stream().map(Effect.Send::command).toList();
  }

  private static DeliverSignal delivery(CaseId to, String messageId, long keep) {
    CommandId id = new CommandId("signal " + messageId);
    return new DeliverSignal(to, id, "news", Json.payload("hello"), keep);
  }

  private static void refused(StartSpec spec, String says) {
    assertThatExceptionOfType(StartRefusedException.class)
        .isThrownBy(() -> spec.start(null))
        .withMessageContaining("BATON-1103")
        .withMessageContaining(says);
  }

  @Test
  void aStartKeepsBusinessKeyAndPriority() {
    cases.workflow("trip").caseId("t-1").businessKey("order-7").priority(9).start("paris");
    Event start = memory.journals.get(ID).get(0).events().get(0);
    assertThat(start)
        .isEqualTo(
            new Event.CaseStarted(
                Plans.TRIP, Json.payload("paris"), "alice", null, "order-7", 9, null));
    assertThat(memory.sent).extracting(Effect.Send::priority).containsExactly(9);
  }

  @Test
  void theSameIdempotencyKeyIsTheSameCase() {
    Cases.CaseHandle first = cases.workflow("trip").idempotencyKey("k-1").start(null);
    Cases.CaseHandle second = cases.workflow("trip").idempotencyKey("k-1").start(null);
    assertThat(first.id()).isEqualTo("trip:k-1").isEqualTo(second.id());
    assertThat(first.created()).isTrue();
    assertThat(second.created()).isFalse();
  }

  @Test
  void aStartThatContradictsItselfIsRefused() {
    assertThatExceptionOfType(StartRefusedException.class)
        .isThrownBy(() -> cases.workflow("trip").caseId("t-1").idempotencyKey("k"))
        .withMessageContaining("either caseId or idempotencyKey");
    refused(cases.workflow("trip").priority(10), "priority is 10");
    refused(cases.workflow("trip").businessKey(" "), "business key is empty");
    assertThatExceptionOfType(StartRefusedException.class)
        .isThrownBy(() -> cases.workflow("trip").idempotencyKey("x".repeat(201)))
        .withMessageContaining("the limit is 200");
    assertThat(memory.sent).isEmpty();
  }

  @Test
  void aSignalIsACommandNamedByItsMessage() {
    SignalOptions how = SignalOptions.ORDINARY.messageId("m-1").keep(Duration.ofSeconds(2));
    cases.get("t-1").signal(NEWS, "hello", how);
    assertThat(sent()).containsExactly(delivery(ID, "m-1", 2_000));
  }

  @Test
  void signalsWithoutAMessageIdAreAllDifferentAndKeptForAMonth() {
    cases.get("t-1").signal(NEWS, "hello");
    cases.get("t-1").signal(NEWS, "hello");
    assertThat(sent()).extracting(Command::id).doesNotHaveDuplicates().hasSize(2);
    assertThat(sent())
        .allSatisfy(c -> assertThat(((DeliverSignal) c).keepMillis()).isEqualTo(A_MONTH));
  }

  @Test
  @SuppressWarnings("NullAway") // The trial is that null is refused.
  void aSignalHasAValueAndLimits() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cases.get("t-1").signal(NEWS, null))
        .withMessage("the value of signal 'news' is null");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignalOptions.ORDINARY.messageId("x".repeat(201)))
        .withMessageContaining("1 to 200");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignalOptions.ORDINARY.keep(Duration.ZERO))
        .withMessageContaining("1 ms");
    assertThat(sent()).isEmpty();
  }

  @Test
  void whatIsPublishedGoesToEverySubscriberUnderOneMessageId() {
    CaseId other = new CaseId("t-2");
    catalog.subscribers.addAll(List.of(ID, other));
    SignalOptions how = SignalOptions.ORDINARY.messageId("m-1");
    assertThat(cases.publish(NEWS, "key", "hello", how)).isEqualTo(2);
    assertThat(sent())
        .containsExactly(delivery(ID, "m-1", A_MONTH), delivery(other, "m-1", A_MONTH));
  }

  @Test
  void withoutSubscribersNothingIsSent() {
    assertThat(cases.publish(NEWS, "key", "hello")).isZero();
    assertThat(sent()).isEmpty();
  }

  @Test
  void anAnswerGoesToTheRefBehindTheLastSlash() {
    cases.answer("orders/2026/7/1.2", "yes");
    SettleRef settle = (SettleRef) sent().get(0);
    assertThat(settle.caseId()).isEqualTo(new CaseId("orders/2026/7"));
    assertThat(settle.ref()).isEqualTo(new RefId("1.2"));
    assertThat(settle.attempt()).isZero();
    assertThat(settle.value()).isEqualTo(Json.payload("yes"));
    assertThat(settle.failure()).isNull();
  }

  @Test
  void aRefusalIsTheAnswerNo() {
    cases.refuse("t-1/3", "too dear");
    SettleRef settle = (SettleRef) sent().get(0);
    assertThat(settle.value()).isNull();
    assertThat(settle.failure())
        .isEqualTo(new Failure(Failure.Category.BUSINESS, "Refused", "too dear"));
  }

  @Test
  void whatIsNoOpenRefIsToldByItsName() {
    for (String bad : List.of("t-1", "t-1/", "/3", "")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> cases.answer(bad, 1))
          .withMessageContaining("'" + bad + "' is not the id of an open ref");
    }
    assertThat(sent()).isEmpty();
  }

  @Test
  void whatACaseWaitsForIsTold() {
    RefId undone = new RefId("0");
    memory.has(
        ID,
        turn(0, new Event.CaseStarted(Plans.TRIP, Payload.NULL, "alice", null)),
        turn(
            1,
            Trial.opened(undone, Plans.HOTEL),
            Trial.settled(undone),
            Trial.undo(undone, Plans.UNDO_CAR),
            new Event.UndoStarted(undone),
            Trial.opened(Trial.ONE, Plans.HOTEL),
            new Event.RefOpened(Trial.TWO, new Awaited.Signal("news"), Trial.AT.plusSeconds(9)),
            new Event.RefOpened(
                new RefId("3"),
                new Awaited.Timer(Trial.AT.plusSeconds(5), "nag"),
                Trial.AT.plusSeconds(5)),
            new Event.RefOpened(new RefId("4"), new Awaited.Outside(), null),
            new Event.RefOpened(
                new RefId("5"),
                new Awaited.Child(new CaseId("t-1.5"), "trip", Payload.NULL),
                null)),
        turn(2, new Event.AttemptFailed(Trial.ONE, 1, Trial.broken("no"), 100, null)));
    assertThat(cases.get("t-1").waiting())
        .containsExactly(
            new Waiting(Kind.ACTIVITY, Plans.HOTEL.value(), "1", 2, Trial.AT, null, null),
            new Waiting(Kind.SIGNAL, "news", "2", 1, Trial.AT, Trial.AT.plusSeconds(9), null),
            new Waiting(Kind.TIMER, "nag", "3", 1, Trial.AT, Trial.AT.plusSeconds(5), null),
            new Waiting(Kind.ANSWER, "t-1/4", "4", 1, Trial.AT, null, null),
            new Waiting(Kind.CHILD, "t-1.5", "5", 1, Trial.AT, null, null),
            new Waiting(Kind.UNDO, Plans.UNDO_CAR.value(), "0", 1, null, null, null));
  }

  private static Turn turn(int number, Event... events) {
    return new Turn(number, new CommandId("given " + number), Trial.AT, List.of(events));
  }

  @Test
  void aCaseThatIsNotThereIsToldByItsName() {
    assertThatIllegalStateException()
        .isThrownBy(() -> cases.get("t-9").waiting())
        .withMessage("there is no case t-9");
    assertThatIllegalStateException()
        .isThrownBy(() -> cases.get("t-9").query("state", String.class))
        .withMessage("there is no case t-9");
  }

  @Test
  void aSearchAsksForAllThatWasSaid() {
    catalog.cases.add(new Found(ID, Plans.TRIP, CaseStatus.RUNNING, "order-7", Trial.AT, null));
    List<FoundCase> found =
        cases
            .find()
            .workflow("trip")
            .status(CaseStatus.RUNNING)
            .businessKey("order-7")
            .attribute("city", "paris")
            .attribute("seats", 2)
            .max(5)
            .list();
    assertThat(found)
        .containsExactly(
            new FoundCase("t-1", "trip", 1, CaseStatus.RUNNING, "order-7", Trial.AT, null));
    assertThat(catalog.asked)
        .containsExactly(
            new Wanted(
                "trip",
                CaseStatus.RUNNING,
                "order-7",
                Map.of("city", Json.payload("paris"), "seats", Json.payload(2)),
                5));
  }

  @Test
  void whatCannotBeAnAttributeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cases.find().attribute("tours", List.of("a")))
        .withMessageContaining("'tours'");
    assertThatIllegalArgumentException().isThrownBy(() -> cases.find().max(0).list());
  }
}
