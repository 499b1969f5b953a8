package io.baton.ejb;

import io.baton.ejb.jms.Incoming;
import io.baton.ejb.jms.Parking;
import io.baton.ejb.node.SlowWork;
import io.baton.engine.CaseWorker;
import io.baton.engine.Delivery;
import io.baton.engine.FailedWork;
import io.baton.engine.Handled;
import io.baton.model.Codes;
import io.baton.model.Command;
import io.baton.model.Incident.Kind;
import io.baton.port.Transactions;
import io.baton.wire.UnreadableException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.List;

/** A message of commands, from the queue to the kernel; and the transaction's fate. */
public final class CommandHandling {
  private static final System.Logger LOG = System.getLogger(CommandHandling.class.getName());

  private final CaseWorker worker;
  private final Parking parking;
  private final Transactions transactions;
  private final CommitFailures commitFailures;
  private final SlowWork slowWork;
  private final Database database;

  public CommandHandling(
      CaseWorker worker,
      Parking parking,
      Transactions transactions,
      SlowWork slowWork,
      Database database) {
    this.worker = worker;
    this.parking = parking;
    this.transactions = transactions;
    this.commitFailures = new CommitFailures(transactions);
    this.slowWork = slowWork;
    this.database = database;
  }

  /**
   * @param rollBack marks the message's transaction for rollback
   */
  public void handle(Message message, Runnable rollBack) throws JMSException {
    List<Command> commands;
    try {
      commands = Incoming.commands(message);
    } catch (UnreadableException e) {
      parking.park(message, Kind.POISON, Codes.COMMAND_UNREADABLE, String.valueOf(e.getMessage()));
      return;
    }
    Delivery delivery = Incoming.delivery(message);
    Handled handled = handle(commands, delivery);
    GivingBack.unlessMoved(handled, transactions, rollBack, () -> ids(commands));
    if (handled instanceof Handled.RollBack back) {
      recordSeparately(back.failures(), delivery);
    }
  }

  private Handled handle(List<Command> commands, Delivery delivery) {
    List<FailedWork> failedAtCommit = commitFailures.proven(commands);
    if (!failedAtCommit.isEmpty()) {
      return new Handled.RollBack("failed at commit", failedAtCommit);
    }
    if (delivery.count() > 1 && slowWork.runsSomewhere(commands)) {
      return new Handled.RollBack("an earlier delivery of it is still at work", List.of());
    }
    Handled handled = worker.handle(commands, delivery);
    if (handled instanceof Handled.Moved) {
      commitFailures.watch(commands);
    }
    return handled;
  }

  /**
   * The failed transaction still holds its locks meanwhile, so this one does not wait for long: if
   * it cannot be written down now, the work is simply tried once more.
   */
  private void recordSeparately(List<FailedWork> failures, Delivery delivery) {
    if (failures.isEmpty()) {
      return;
    }
    transactions.separate(
        () -> {
          database.waitBrieflyForLocks();
          worker.record(failures, delivery);
          return failures.size();
        });
    failures.forEach(failed -> commitFailures.forget(failed.work()));
    failures.forEach(CommandHandling::log);
  }

  private static void log(FailedWork failed) {
    LOG.log(
        System.Logger.Level.INFO,
        "case {0} {1} {2}: {3}",
        failed.work().caseId(),
        failed.work().activity(),
        failed.work().id(),
        failed.outcome().failure());
  }

  private static List<String> ids(List<Command> commands) {
    return commands.stream().map(c -> c.caseId() + " " + c.id()).toList();
  }
}
