package io.baton.engine;

import static io.baton.engine.Trial.AT;
import static io.baton.engine.Trial.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.baton.api.CaseStatus;
import io.baton.api.Cases;
import io.baton.api.StartRefusedException;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Circumstances;
import io.baton.model.Codes;
import io.baton.model.Command;
import io.baton.model.Command.CancelCase;
import io.baton.model.Command.FireTimer;
import io.baton.model.Command.StartCase;
import io.baton.model.CommandId;
import io.baton.model.Event;
import io.baton.model.Payload;
import io.baton.model.Turn;
import io.baton.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Starts that are later, labelled, repeated; cases that are passed over. */
class SpecialStartsTest {
  private static final Instant LATER = AT.plusSeconds(3600);

  private final Memory memory = new Memory();
  private final CaseStarter starter = new CaseStarter(memory.kernel());
  private final Cases cases = new CasesClient(memory.kernel(), starter, () -> "alice");

  private Case now(CaseId id) {
    return memory.read(id).orElseThrow();
  }

  private static Handled handle(CaseWorker worker, Command command) {
    return worker.handle(List.of(command), Delivery.FIRST);
  }

  @Test
  @DisplayName(
      "A3.14 a schedule date is a timer's row: the case is there, and begins when it fires")
  void A3_14_scheduleDate() {
    cases.workflow("trip").caseId(ID.value()).notBefore(LATER).start("paris");

    assertThat(memory.sent).isEmpty();
    assertThat(memory.timers).containsExactly(Map.entry("t-1 start:case", LATER));
    assertThat(now(ID).hasBegun()).isFalse();
    CaseWorker worker = new CaseWorker(memory.kernel());
    handle(worker, new FireTimer(ID, Consequences.START, LATER));
    assertThat(now(ID).hasBegun()).isTrue();
    assertThat(memory.timers).containsOnlyKeys("t-1 start:case");
  }

  @Test
  void aCaseThatIsCancelledBeforeItsDateNeverBegins() {
    cases.workflow("trip").caseId(ID.value()).notBefore(LATER).start("paris");

    handle(new CaseWorker(memory.kernel()), new CancelCase(ID, new CommandId("c"), "not any more"));

    assertThat(now(ID).status()).isEqualTo(CaseStatus.CANCELLED);
    assertThat(memory.timers).isEmpty();
  }

  @Test
  void aDateInThePastIsNow() {
    cases.workflow("trip").caseId(ID.value()).notBefore(AT).start("paris");

    assertThat(memory.timers).isEmpty();
    assertThat(memory.sent).hasSize(1);
  }

  @Test
  @DisplayName("A3.14 labels are attributes from the beginning, the correlation id among them")
  void A3_14_labels() {
    cases
        .workflow("trip")
        .caseId(ID.value())
        .label("team", "red")
        .label(Circumstances.CORRELATION, "k-1")
        .start("paris");

    assertThat(now(ID).circumstances().labels())
        .containsExactlyInAnyOrderEntriesOf(Map.of("team", "red", "system.correlationId", "k-1"));
    assertThat(((TrialCatalog) memory.catalog).attributes)
        .containsEntry("team", Json.payload("red"))
        .containsEntry("system.correlationId", Json.payload("k-1"));
  }

  @Test
  void labelsHaveLimits() {
    assertThatExceptionOfType(StartRefusedException.class)
        .isThrownBy(() -> cases.workflow("trip").label("x", "y".repeat(501)).start("paris"))
        .withMessageContaining("label x has 501 characters, the limit is 500");
    assertThatExceptionOfType(StartRefusedException.class)
        .isThrownBy(
            () -> cases.workflow("trip").label(Circumstances.WORKER_GROUP, "a.b").start("paris"))
        .withMessageContaining("found 'a.b'");
  }

  @Test
  @DisplayName("A3.14 retry of the whole case: a new one from the same input, linked to the first")
  void A3_14_repeat() {
    Event start =
        new Event.CaseStarted(
            Plans.TRIP,
            Json.payload("paris"),
            "bob",
            null,
            "order-7",
            9,
            null,
            new Circumstances(Map.of("team", "red"), AT, null));
    Event end = new Event.CaseEnded(CaseStatus.FAILED, null, Trial.no("full"));
    memory.has(ID, new Turn(0, new CommandId("create"), AT, List.of(start, end)));

    CaseId second = new CaseId(cases.get("t-1").repeat().id());

    assertThat(now(second))
        .returns(Json.payload("paris"), Case::input)
        .returns("order-7", Case::businessKey)
        .returns(9, Case::priority)
        .returns(new Circumstances(Map.of("team", "red"), null, ID), Case::circumstances);
    assertThat(memory.sent)
        .singleElement()
        .returns(new StartCase(second, StartCase.FIRST, Plans.TRIP, null), s -> s.command());
  }

  @Test
  void aRepetitionOfARepetitionIsLinkedToTheFirst() {
    CaseId first = new CaseId("t-0");
    Event start =
        new Event.CaseStarted(
            Plans.TRIP,
            Payload.NULL,
            "bob",
            null,
            null,
            4,
            null,
            new Circumstances(Map.of(), null, first));
    Event end = new Event.CaseEnded(CaseStatus.FAILED, null, Trial.no("full"));
    memory.has(ID, new Turn(0, new CommandId("create"), AT, List.of(start, end)));

    CaseId next = new CaseId(cases.get("t-1").repeat().id());

    assertThat(now(next).circumstances().original()).isEqualTo(first);
  }

  @Test
  void aCaseThatGoesOnIsNotRepeated() {
    cases.workflow("trip").caseId(ID.value()).start("paris");

    for (String id : List.of("t-1", "nobody")) {
      assertThatExceptionOfType(StartRefusedException.class)
          .isThrownBy(() -> cases.get(id).repeat())
          .returns(Codes.NOT_REPEATABLE, StartRefusedException::code);
    }
  }

  @Test
  @DisplayName("A3.14 the commands of a case on the skip list are kept and not run")
  void A3_14_skipList() {
    cases.workflow("trip").caseId(ID.value()).start("paris");
    Command first = memory.sent.get(0).command();
    memory.sent.clear();
    cases.get("t-1").skip("it brings nodes down");
    CaseWorker worker = new CaseWorker(memory.kernel());

    handle(worker, first);
    handle(worker, new CancelCase(ID, new CommandId("c"), "x"));

    assertThat(memory.journals.get(ID)).hasSize(1);
    assertThat(memory.worked).isEmpty();
    assertThat(memory.sent).isEmpty();
    cases.get("t-1").takeOffSkipList();
    assertThat(memory.sent)
        .extracting(send -> send.command())
        .containsExactly(first, new CancelCase(ID, new CommandId("c"), "x"));
    handle(worker, first); // The list as this node knows it is older than that.
    assertThat(now(ID).hasBegun()).isTrue();
  }
}
