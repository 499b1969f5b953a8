package io.baton.engine;

import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Codes;
import io.baton.model.Command;
import io.baton.model.Command.SettleRef;
import io.baton.model.Command.SettleUndo;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.Event;
import io.baton.model.Failure;
import io.baton.model.Incident;
import io.baton.model.Payload;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import io.baton.port.CaseStore;
import io.baton.port.Outbox;
import io.baton.port.Transactions;
import io.baton.wire.RemoteRequestCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks through what the broker gave up delivering. A command that its case still waits for was not
 * to blame and is sent again, however often; failed work never gets here, it is recorded in the
 * case. What belongs to no case becomes an incident.
 */
public final class DeadLetters {
  /** So many times a command may come before its case does. */
  private static final int WAIT_FOR_CASE = 5;

  private final CaseStore store;
  private final Outbox outbox;
  private final Transactions transactions;

  public DeadLetters(Kernel kernel) {
    this.store = kernel.store();
    this.outbox = kernel.outbox();
    this.transactions = kernel.transactions();
  }

  public void handle(List<Command> dead, Delivery delivery) {
    int hops = delivery.hops();
    Set<Command> handled = store.handled(dead);
    List<Effect.Send> again = new ArrayList<>();
    for (Command command : dead) {
      if (handled.contains(command)) {
        continue;
      }
      Optional<Case> seen = store.read(command.caseId());
      boolean reply = command instanceof Command.Reply;
      if (seen.isEmpty() && !reply && hops >= WAIT_FOR_CASE && isNowhere(command.caseId())) {
        tell(command);
      } else if (seen.isEmpty() || isAwaited(seen.get(), command)) {
        again.add(new Effect.Send(command, delay(hops), hops + 1).tracedBy(delivery.trace()));
      }
    }
    outbox.send(again);
  }

  /** No worker could handle the request: its attempt has failed. */
  public void handle(RemoteRequestCodec.Asked asked) {
    String text = "no worker could handle the request, however often it was delivered";
    Failure failure = new Failure(Failure.Category.TECHNICAL, "Undeliverable", text);
    String what = asked.undo() ? "undeliverable undo " : "undeliverable ";
    CommandId id = new CommandId(what + asked.ref() + "#" + asked.attempt());
    Command answer =
        asked.undo()
            ? new SettleUndo(asked.caseId(), id, asked.ref(), asked.attempt(), failure)
            : new SettleRef(asked.caseId(), id, asked.ref(), asked.attempt(), null, failure);
    outbox.send(List.of(new Effect.Send(answer)));
  }

  /** 2, 4, 8 … 60 seconds. */
  private static Duration delay(int hops) {
    return Duration.ofSeconds(Math.min(60, 2L << Math.min(hops, 5)));
  }

  private static boolean isAwaited(Case seen, Command command) {
    return !(command instanceof Command.Work work && Decider.isStale(seen, work));
  }

  /**
   * True when no transaction, not even one in doubt, is creating the case: only then may its
   * command go. An attempt to create it waits for any other one.
   *
   * @throws RuntimeException when it has waited in vain: the dead letter comes back later
   */
  private boolean isNowhere(CaseId id) {
    WorkflowId none = new WorkflowId("none", 1);
    Turn start =
        new Turn(
            0,
            new CommandId("probe"),
            Instant.EPOCH,
            List.of(new Event.CaseStarted(none, Payload.NULL, "nobody", null)));
    try {
      transactions.separate(
          () -> {
            if (store.create(Case.replay(id, List.of(start)), start)) {
              throw new Nowhere();
            }
            return id;
          });
      return false;
    } catch (Nowhere rolledBack) {
      return true;
    }
  }

  /** Takes the probe back. */
  private static final class Nowhere extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Nowhere() {
      super("the case is nowhere", null, false, false);
    }
  }

  private void tell(Command command) {
    store.raise(
        new Incident(
            Incident.Kind.DEAD,
            Codes.COMMAND_OF_NO_CASE,
            command.caseId(),
            "command %s belongs to case '%s', which does not exist"
                .formatted(command.id(), command.caseId()),
            command.toString()));
  }
}
