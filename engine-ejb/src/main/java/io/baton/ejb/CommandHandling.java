package io.baton.ejb;

import io.baton.ejb.jms.Gathering;
import io.baton.ejb.jms.Parking;
import io.baton.ejb.node.SlowWork;
import io.baton.engine.Arrival;
import io.baton.engine.CaseWorker;
import io.baton.engine.FailedWork;
import io.baton.engine.Handled;
import io.baton.model.Command;
import io.baton.port.Activities;
import io.baton.port.Transactions;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.List;
import java.util.Optional;

/** Messages of commands, from the queue to the kernel; and the transaction's fate. */
public final class CommandHandling {
  private static final System.Logger LOG = System.getLogger(CommandHandling.class.getName());

  private final CaseWorker worker;
  private final Parking parking;
  private final Transactions transactions;
  private final CommitFailures commitFailures;
  private final Blameless blameless = new Blameless();
  private final SlowWork slowWork;
  private final Database database;
  private final Optional<Gathering> gathering;

  /**
   * @param gathering empty when each message has a transaction of its own
   */
  public CommandHandling(
      CaseWorker worker,
      Parking parking,
      Transactions transactions,
      SlowWork slowWork,
      Database database,
      Optional<Gathering> gathering) {
    this.worker = worker;
    this.parking = parking;
    this.transactions = transactions;
    this.commitFailures = new CommitFailures(transactions);
    this.slowWork = slowWork;
    this.database = database;
    this.gathering = gathering;
  }

  /**
   * @param rollBack marks the message's transaction for rollback
   */
  public void handle(Message message, Runnable rollBack) throws JMSException {
    CommandBatch batch = new CommandBatch(parking, blameless, slowWork.paces());
    batch.put(message);
    if (gathering.isEmpty()) {
      handle(batch, rollBack);
      return;
    }
    gathering
        .get()
        .during(
            () -> {
              gathering.get().fill(batch);
              handle(batch, rollBack);
            });
  }

  private void handle(CommandBatch batch, Runnable rollBack) {
    if (batch.commands().isEmpty()) {
      return; // What could not be read is put aside.
    }
    Handled handled = handle(batch);
    GivingBack.unlessMoved(handled, transactions, rollBack, () -> ids(batch.commands()));
    if (handled instanceof Handled.RollBack back) {
      recordSeparately(back.failures(), batch.arrivals());
      if (!back.blamed().isEmpty()) {
        batch.commands().stream()
            .filter(command -> !back.blamed().contains(command))
            .forEach(blameless::add);
      }
    }
  }

  private Handled handle(CommandBatch batch) {
    List<Command> commands = batch.commands();
    List<FailedWork> failedAtCommit = commitFailures.proven(commands);
    if (!failedAtCommit.isEmpty()) {
      return Handled.RollBack.because("failed at commit", failedAtCommit);
    }
    if (batch.isSuspect() && slowWork.runsSomewhere(commands)) {
      return Handled.RollBack.because("an earlier delivery of it is still at work", List.of());
    }
    Handled handled = work(batch);
    if (handled instanceof Handled.Moved) {
      commitFailures.watch(commands);
      blameless.forget(commands);
    }
    return handled;
  }

  private Handled work(CommandBatch batch) {
    try {
      return worker.handle(batch.arrivals());
    } catch (Activities.FloorException e) {
      if (batch.commands().size() > 1) {
        slowWork.paces().conflict(batch.commands());
      }
      throw e;
    }
  }

  /**
   * The failed transaction still holds its locks meanwhile, so this one does not wait for long: if
   * it cannot be written down now, the work is simply tried once more.
   */
  private void recordSeparately(List<FailedWork> failures, List<Arrival> arrivals) {
    if (failures.isEmpty()) {
      return;
    }
    transactions.separate(
        () -> {
          database.waitBrieflyForLocks();
          worker.record(failures, arrivals);
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
