package io.baton.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.it.app.Step;
import io.baton.it.app.Trouble;
import io.baton.it.ground.Sql;
import io.baton.model.CaseId;
import io.baton.model.Command.Operate;
import io.baton.model.Command.Operate.Operation;
import io.baton.model.CommandId;
import io.baton.model.Event;
import io.baton.wire.CommandCodec;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of a case whose work fails for good. */
final class FailuresIT extends OnServer {
  @Test
  @DisplayName(
      "A4.2 forward recovery: each failed attempt is kept with its text until one succeeds")
  void eachFailedAttemptIsKeptUntilOneSucceeds() {
    String id = start("retry", Step.with("a", Trouble.THROW, 2));
    awaitStatus(id, "COMPLETED");
    assertThat(events(id, Event.AttemptFailed.class))
        .extracting(e -> e.attempt() + " " + e.failure().message())
        .containsExactly("1 the boiler of a is cold", "2 the boiler of a is cold");
    assertThat(effects(id)).containsExactly("DO a");
  }

  @Test
  @DisplayName(
      "A4.10 compensation list: when attempts are used up, what was done is undone in reverse")
  void whenAttemptsAreUsedUpWhatWasDoneIsUndoneInReverse() {
    String id =
        start("undo", Step.fine("a"), Step.fine("b"), Step.with("c", Trouble.THROW, Step.ALWAYS));
    awaitStatus(id, "COMPENSATED");
    assertThat(tries(id, "c")).isEqualTo(3);
    assertThat(effects(id)).containsExactly("DO a", "DO b", "UNDO b", "UNDO a");
    Event.CaseEnded end = events(id, Event.CaseEnded.class).get(0);
    assertThat(end.failure().message()).contains("the boiler of c is cold");
  }

  @Test
  void aBusinessErrorIsAnAnswerAndIsNotTriedAgain() {
    String id = start("refuse", Step.fine("a"), Step.with("b", Trouble.REFUSE, Step.ALWAYS));
    awaitStatus(id, "COMPENSATED");
    assertThat(tries(id, "b")).isEqualTo(1);
    assertThat(effects(id)).containsExactly("DO a", "UNDO a");
  }

  @Test
  void anUndoThatFailsParksTheCaseAndAnOperatorsRetryGoesOn() {
    String id =
        start(
            "park",
            Step.fine("a"),
            Step.fine("b").undoFails(2),
            Step.with("c", Trouble.REFUSE, Step.ALWAYS));
    awaitStatus(id, "PARKED");
    assertThat(effects(id)).containsExactly("DO a", "DO b");
    assertThat(incidents(id)).containsExactly("BATON-1302");
    assertThat(Sql.value("SELECT reason FROM baton_incident WHERE case_id = ?", id))
        .contains("the undo of b jams");
    assertThat(events(id, Event.UndoAttemptFailed.class)).hasSize(2);

    Operate retry = new Operate(new CaseId(id), new CommandId("retry 1"), Operation.RETRY);
    broker.send("commands", CommandCodec.write(List.of(retry)));
    awaitStatus(id, "COMPENSATED");
    assertThat(effects(id)).containsExactly("DO a", "DO b", "UNDO b", "UNDO a");
    assertThat(events(id, Event.CaseResumed.class)).hasSize(1);
  }
}
