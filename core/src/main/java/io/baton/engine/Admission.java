package io.baton.engine;

import io.baton.model.Case;
import io.baton.model.Command;
import io.baton.model.Command.AnswerTask;
import io.baton.model.Command.FireTimer;
import io.baton.model.Command.StartCase;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.port.CaseStore;
import io.baton.port.Definitions;
import io.baton.workflow.Program;
import io.baton.workflow.Room;
import io.baton.workflow.Room.WhenFull;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Lets cases begin whose workflow has only so many places. Counted in the transaction in which the
 * case begins or ends, under the lock of the case: nobody polls, and no place is lost.
 */
final class Admission {
  private final CaseStore store;
  private final Definitions definitions;

  Admission(CaseStore store, Definitions definitions) {
    this.store = store;
    this.definitions = definitions;
  }

  /** False when {@code command} would begin the case, and there is no place for it. */
  boolean admits(Case now, Command command) {
    return !begins(now, command)
        || room(definitions, now)
            .map(
                room ->
                    store
                        .places()
                        .enter(
                            now.workflow().name(),
                            now.id(),
                            room.limit(),
                            room.whenFull() == WhenFull.QUEUE))
            .orElse(true);
  }

  private static boolean begins(Case now, Command command) {
    boolean first =
        (command instanceof StartCase start && start.replyTo() == null)
            || (command instanceof FireTimer timer && timer.key().equals(Consequences.START))
            || command instanceof AnswerTask; // What is told may come before the first step.
    return first && !now.hasBegun() && !now.isPaused();
  }

  static Optional<Room> room(Definitions definitions, Case now) {
    return definitions.program(now.workflow()).flatMap(Program::room);
  }

  /** Those whose turn has come begin with these. */
  List<Effect.Send> giveBack(Effect.GivePlaceBack place) {
    return store.places().leave(place.workflow(), place.caseId(), place.limit()).stream()
        .flatMap(next -> store.workflow(next).map(of -> begin(next, of)).stream())
        .toList();
  }

  private static Effect.Send begin(io.baton.model.CaseId id, io.baton.model.WorkflowId workflow) {
    return new Effect.Send(
        new StartCase(id, new CommandId("place"), workflow, null), Duration.ZERO);
  }
}
