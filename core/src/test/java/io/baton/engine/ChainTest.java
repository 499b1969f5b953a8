package io.baton.engine;

import static io.baton.engine.Plans.CAR;
import static io.baton.engine.Plans.HOTEL;
import static io.baton.engine.Trial.ID;
import static io.baton.engine.Trial.ONE;
import static io.baton.engine.Trial.failed;
import static io.baton.engine.Trial.opened;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.model.ActivityName;
import io.baton.model.Case;
import io.baton.model.Command;
import io.baton.model.Command.ExecuteActivity;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.Event;
import io.baton.model.Origin;
import io.baton.model.Payload;
import io.baton.model.Turn;
import io.baton.workflow.Decision;
import io.baton.workflow.Program;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several activities of a case in one transaction. */
class ChainTest {
  private static final List<ActivityName> FOUR = List.of(CAR, HOTEL, CAR, HOTEL);
  private static final ExecuteActivity FIRST =
      new ExecuteActivity(ID, ONE, CAR, 1, List.of(), new Origin(Plans.TRIP, "alice", 1));

  private final Memory memory = new Memory();
  private final CaseWorker worker = new CaseWorker(memory.kernel());

  @BeforeEach
  void aCaseWaitsForItsFirstActivity() {
    Event created = new Event.CaseStarted(Plans.TRIP, Payload.NULL, "alice", null);
    memory.has(
        ID,
        new Turn(0, new CommandId("create"), Trial.AT, List.of(created)),
        new Turn(1, new CommandId("start"), Trial.AT, List.of(opened(ONE, CAR))));
  }

  @Test
  void asManyActivitiesAsTheWorkflowAllowsAreDoneAtOnceEachInATurnOfItsOwn() {
    memory.plans.program(chained(3));
    assertThat(worker.handle(List.of(FIRST), Delivery.FIRST)).isEqualTo(new Handled.Moved());
    assertThat(memory.worked).extracting(Command.Work::activity).containsExactly(CAR, HOTEL, CAR);
    assertThat(memory.journals.get(ID)).hasSize(5);
    assertThat(memory.sent)
        .singleElement()
        .extracting(Effect.Send::command)
        .isInstanceOfSatisfying(
            ExecuteActivity.class, next -> assertThat(next.activity()).isEqualTo(HOTEL));
  }

  @Test
  void withoutAWordOfTheWorkflowEachActivityHasATransactionOfItsOwn() {
    memory.plans.program(chained(1));
    worker.handle(List.of(FIRST), Delivery.FIRST);
    assertThat(memory.worked).hasSize(1);
    assertThat(memory.sent).hasSize(1);
  }

  @Test
  void oneThatFailsTakesAllBackAndThenTheyAreDoneOneByOne() {
    memory.plans.program(chained(3));
    memory.work = work -> work.activity().equals(HOTEL) ? failed("full") : Trial.DONE;
    assertThat(worker.handle(List.of(FIRST), Delivery.FIRST))
        .isInstanceOfSatisfying(
            Handled.RollBack.class,
            back -> {
              assertThat(back.blamed()).containsExactly(FIRST);
              assertThat(back.failures()).as("it was never asked for").isEmpty();
            });
    assertThat(memory.journals.get(ID)).as("nothing is written").hasSize(2);
    assertThat(memory.sent).isEmpty();

    worker.handle(List.of(FIRST), new Delivery(2, 0));
    assertThat(memory.journals.get(ID)).hasSize(3);
    assertThat(memory.sent)
        .singleElement()
        .extracting(Effect.Send::command)
        .isInstanceOfSatisfying(
            ExecuteActivity.class, next -> assertThat(next.activity()).isEqualTo(HOTEL));
  }

  private static Program chained(int most) {
    Program inTurn = new Plans.InTurn(FOUR);
    return new Program() {
      @Override
      public Decision decide(Case now) {
        return inTurn.decide(now);
      }

      @Override
      public int chain() {
        return most;
      }
    };
  }
}
