package io.baton.standalone;

import io.baton.engine.CaseWorker;
import io.baton.engine.Delivery;
import io.baton.engine.Handled;
import io.baton.engine.Kernel;
import io.baton.model.CaseId;
import io.baton.model.Codes;
import io.baton.model.Command;
import io.baton.model.Incident;
import io.baton.model.Incident.Kind;
import io.baton.port.CaseStore;
import io.baton.wire.CommandCodec;
import io.baton.wire.UnreadableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a message to the case worker, and decides what becomes of it. */
final class Courier {
  static final int MAX_DELIVERIES = 10;

  private static final Logger LOG = System.getLogger(Courier.class.getName());

  private final CaseWorker worker;
  private final CaseStore store;
  private final LocalTransactions transactions;
  private final CommandQueue queue;
  private final InstantSource clock;

  Courier(
      Kernel kernel,
      CaseWorker worker,
      LocalTransactions transactions,
      CommandQueue queue,
      InstantSource clock) {
    this.worker = worker;
    this.store = kernel.store();
    this.transactions = transactions;
    this.queue = queue;
    this.clock = clock;
  }

  void deliver(Message message) {
    @Nullable String trouble = "a fatal error of this process";
    try {
      trouble = message.count() > MAX_DELIVERIES ? giveUp(message) : attempt(message);
    } catch (RuntimeException e) {
      trouble = e.toString();
    } finally {
      if (trouble != null) {
        LOG.log(Level.WARNING, "delivery {0} came to nothing: {1}", message.count(), trouble);
        queue.put(List.of(message.again(trouble, clock.instant())));
      }
    }
  }

  /**
   * @return why the message must come again; null when it need not
   */
  @Nullable String attempt(Message message) {
    List<Command> commands;
    try {
      commands = CommandCodec.read(message.text());
    } catch (UnreadableException e) {
      raise(Kind.POISON, Codes.COMMAND_UNREADABLE, null, String.valueOf(e.getMessage()), message);
      return null;
    }
    Delivery delivery = new Delivery(message.count(), message.hops(), message.trace());
    Handled handled =
        transactions.separate(
            () -> worker.handle(commands, delivery), done -> done instanceof Handled.Moved);
    if (handled instanceof Handled.RollBack back) {
      return back.failures().isEmpty() ? back.why() : record(back, delivery);
    }
    return null;
  }

  /** With its failure recorded the message has done its duty: the next attempt is a new one. */
  private @Nullable String record(Handled.RollBack back, Delivery delivery) {
    transactions.separate(
        () -> {
          worker.record(back.failures(), delivery);
          return back;
        });
    return null;
  }

  private @Nullable String giveUp(Message message) {
    Command first = CommandCodec.read(message.text()).get(0);
    String why =
        "command %s came back %d times, at last because: %s"
            .formatted(first.id(), MAX_DELIVERIES, message.lastTrouble());
    raise(Kind.DEAD, Codes.COMMAND_IN_VAIN, first.caseId(), why, message);
    return null;
  }

  private void raise(Kind kind, String code, @Nullable CaseId caseId, String why, Message message) {
    Incident incident = new Incident(kind, code, caseId, why, message.text());
    transactions.separate(
        () -> {
          store.raise(incident);
          return incident;
        });
    LOG.log(Level.ERROR, "{0} {1}", code, why);
  }
}
