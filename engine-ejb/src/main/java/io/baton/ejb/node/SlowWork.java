package io.baton.ejb.node;

import io.baton.model.Command;
import io.baton.port.Transactions;
import io.baton.workflow.script.ActivityHost;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

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
  private final Optional<DataSource> source;
  private final Optional<NodeLease> lease;
  private final Set<Running> running = ConcurrentHashMap.newKeySet();

  public SlowWork(
      ActivityHost host,
      Transactions transactions,
      Duration timeout,
      Optional<DataSource> source,
      Optional<NodeLease> lease) {
    this.host = host;
    this.transactions = transactions;
    this.timeout = timeout;
    this.source = source;
    this.lease = lease;
  }

  @Override
  public Bean bean(Class<?> activityInterface) {
    return host.bean(activityInterface);
  }

  @Override
  public <T> T around(Command.Work command, boolean suspect, Callable<T> work) throws Exception {
    Running now = new Running(command);
    running.add(now);
    try {
      T result = host.around(command, suspect, work);
      if (now.took(timeout) && !transactions.active()) {
        throw new TookTooLongException(command, timeout);
      }
      return result;
    } catch (Exception e) {
      if (now.took(timeout) && !transactions.active()) {
        throw new TookTooLongException(command, timeout);
      }
      throw e;
    } finally {
      running.remove(now);
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

  /** True when one of {@code commands} is at work on some live node. */
  public boolean runsSomewhere(List<Command> commands) {
    return commands.stream().anyMatch(command -> runsHere(command) || runsElsewhere(command));
  }

  private boolean runsHere(Command command) {
    return running.stream().anyMatch(r -> r.isFor(command));
  }

  private boolean runsElsewhere(Command command) {
    if (source.isEmpty() || lease.isEmpty() || !(command instanceof Command.Work)) {
      return false;
    }
    String sql =
        "SELECT node_id, boot_id FROM baton_slow_work WHERE case_id = ? AND command_id = ?";
    try (Connection connection = source.get().getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, command.caseId().value());
      select.setString(2, command.id().value());
      try (ResultSet found = select.executeQuery()) {
        return found.next() && lease.get().lives(found.getString(1), found.getString(2));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("baton_slow_work cannot be read: " + e.getMessage(), e);
    }
  }

  /** Called regularly: notes work that has become slow. */
  public void note() throws SQLException {
    for (Running slow : running) {
      if (slow.took(timeout.dividedBy(2)) && !slow.noted) {
        LOG.log(
            System.Logger.Level.WARNING,
            "case {0} {1} has been at work for more than half of the transaction time-out of {2}",
            slow.work.caseId(),
            slow.work.activity(),
            timeout);
        insert(slow);
        slow.noted = true;
      }
    }
  }

  private void insert(Running slow) throws SQLException {
    if (source.isEmpty() || lease.isEmpty()) {
      return;
    }
    String sql =
        "INSERT INTO baton_slow_work (case_id, command_id, node_id, boot_id, since)"
            + " VALUES (?, ?, ?, ?, clock_timestamp()) ON CONFLICT (case_id, command_id) DO UPDATE"
            + " SET node_id = excluded.node_id, boot_id = excluded.boot_id, since = excluded.since";
    try (Connection connection = source.get().getConnection();
        PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, slow.work.caseId().value());
      insert.setString(2, slow.work.id().value());
      insert.setString(3, lease.get().node());
      insert.setString(4, lease.get().boot());
      insert.executeUpdate();
    }
  }

  private void forget(Running ended) {
    if (!ended.noted || source.isEmpty()) {
      return;
    }
    transactions.separate(
        () -> {
          String sql = "DELETE FROM baton_slow_work WHERE case_id = ? AND command_id = ?";
          try (Connection connection = source.get().getConnection();
              PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setString(1, ended.work.caseId().value());
            delete.setString(2, ended.work.id().value());
            return delete.executeUpdate();
          } catch (SQLException e) {
            throw new IllegalStateException("baton_slow_work: " + e.getMessage(), e);
          }
        });
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
