package io.baton.engine;

import static io.baton.engine.Plans.CAR;
import static io.baton.engine.Trial.ID;
import static io.baton.engine.Trial.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.model.Command;
import io.baton.model.Command.ExecuteActivity;
import io.baton.model.Command.SettleRef;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.Origin;
import io.baton.model.Payload;
import io.baton.model.StartRequest;
import io.baton.wire.Json;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the world outside is told of turns. */
class PublishingTest {
  private final Memory memory = new Memory();
  private final Kernel kernel =
      new Kernel(
          memory,
          memory,
          memory,
          memory.plans,
          memory.plans,
          memory,
          (id, workflow, turn) -> {},
          now ->
              List.of(new Effect.Publish(now.id(), "turns", "k", Json.payload((int) now.turn()))));

  private void handle(CaseWorker worker, Command command) {
    worker.handle(List.of(command), Delivery.FIRST);
  }

  @Test
  @DisplayName("A3.6 every turn is published once, the creation included; what makes none is not")
  void A3_6_onePerTurn() {
    new CaseStarter(kernel)
        .start(new StartRequest("trip", 1, ID, Payload.NULL, null, "r"), "alice");
    CaseWorker worker = new CaseWorker(kernel);
    Command start = memory.sent.get(0).command();
    handle(worker, start);
    handle(worker, start);
    Origin origin = new Origin(Plans.TRIP, "alice", 1);
    handle(worker, new ExecuteActivity(ID, ONE, CAR, 1, List.of(), origin));
    handle(worker, new SettleRef(ID, new CommandId("late"), ONE, 1, Payload.NULL, null, null));

    assertThat(memory.published)
        .extracting(output -> output.value().toString())
        .containsExactly("0", "1", "2", "3")
        .hasSize(memory.journals.get(ID).size());
  }
}
