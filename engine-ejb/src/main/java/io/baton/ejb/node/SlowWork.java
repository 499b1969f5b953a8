package io.baton.ejb.node;

import io.baton.model.Command;
import io.baton.port.Transactions;
import io.baton.workflow.script.ActivityHost;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Work that takes longer than its transaction may. The transaction manager rolls it back and the
 * broker delivers its command again, while the first try still runs. So that no command is at work
 * twice at one time, work that has taken half of the time-out is noted in {@code baton_slow_work},
 * where every node looks before it takes a command that has been delivered before; quick work costs
 * nothing. When slow work returns at last, it counts as failed, by name.
 */
public final class SlowWork implements ActivityHost {
  private static final System.Logger LOG = System.getLogger(SlowWork.class.getName());

  private final ActivityHost host;
  private final Transactions transactions;
  private final Duration timeout;
  private final Optional<SlowMarks> marks;
  private final Paces paces = new Paces();
  private final Set<Running> running = ConcurrentHashMap.newKeySet();

  /**
   * @param marks empty when there is no database to share with other nodes
   */
  public SlowWork(
      ActivityHost host, Transactions transactions, Duration timeout, Optional<SlowMarks> marks) {
    this.host = host;
    this.transactions = transactions;
    this.timeout = timeout;
    this.marks = marks;
  }

  @Override
  public Bean bean(Class<?> activityInterface) {
    return host.bean(activityInterface);
  }

  @Override
  public <T> T around(Command.Work command, boolean suspect, Callable<T> work) throws Exception {
    Running now = new Running(command);
    Callable<T> outcome = noted(now, () -> host.around(command, suspect, work));
    if (now.took(timeout) && !transactions.active()) {
      throw new TookTooLongException(command, timeout);
    }
    return outcome.call();
  }

  /** The host below tells by itself when the call came back too late. */
  @Override
  public <T> T outside(Command.Work command, @Nullable Duration longest, Callable<T> work)
      throws Exception {
    return noted(new Running(command), () -> host.outside(command, longest, work)).call();
  }

  /** Does the work while it is known to be under way; gives what it returned or threw. */
  private <T> Callable<T> noted(Running now, Callable<T> work) {
    running.add(now);
    boolean failed = false;
    try {
      T result = work.call();
      return () -> result;
    } catch (Exception e) {
      failed = true;
      return () -> {
        throw e;
      };
    } finally {
      running.remove(now);
      paces.took(now.work.activity(), System.nanoTime() - now.since, failed);
      forget(now);
    }
  }

  @Override
  public Throwable unwrap(Throwable thrown) {
    return host.unwrap(thrown);
  }

  @Override
  public boolean isFloor(Throwable thrown) {
    return !(thrown instanceof TookTooLongException) && host.isFloor(thrown);
  }

  /** How long work takes here. */
  public Paces paces() {
    return paces;
  }

  /** True when one of {@code commands} is at work on some live node. */
  public boolean runsSomewhere(List<Command> commands) {
    return commands.stream().anyMatch(command -> runsHere(command) || runsElsewhere(command));
  }

  private boolean runsHere(Command command) {
    return running.stream().anyMatch(r -> r.isFor(command));
  }

  private boolean runsElsewhere(Command command) {
    return command instanceof Command.Work && marks.isPresent() && marks.get().isSet(command);
  }

  /** Called regularly: notes work that has become slow. */
  public void note() {
    for (Running slow : running) {
      if (slow.took(timeout.dividedBy(2)) && !slow.noted) {
        LOG.log(
            System.Logger.Level.WARNING,
            "case {0} {1} has been at work for more than half of the transaction time-out of {2}",
            slow.work.caseId(),
            slow.work.activity(),
            timeout);
        marks.ifPresent(m -> m.set(slow.work));
        slow.noted = true;
        if (!running.contains(slow)) { // It ended meanwhile, and saw no mark to take away.
          forget(slow);
        }
      }
    }
  }

  private void forget(Running ended) {
    if (ended.noted) {
      marks.ifPresent(m -> m.clear(ended.work));
    }
  }

  private static final class Running {
    private final Command.Work work;
    private final long since = System.nanoTime();
    private volatile boolean noted;

    Running(Command.Work work) {
      this.work = work;
    }

    boolean took(Duration limit) {
      return System.nanoTime() - since >= limit.toNanos();
    }

    boolean isFor(Command command) {
      return work.caseId().equals(command.caseId()) && work.id().equals(command.id());
    }
  }

  /** The work ended after its transaction had. */
  static final class TookTooLongException extends Exception {
    private static final long serialVersionUID = 1L;

    TookTooLongException(Command.Work work, Duration timeout) {
      super(
          "%s took longer than the transaction time-out of %s; nothing of it has been kept"
              .formatted(work.activity(), timeout));
    }
  }
}
