package io.baton.cdi;

import io.baton.model.Command;
import io.baton.port.Settings;
import io.baton.workflow.script.ActivityHost;
import io.baton.workflow.script.CurrentActivity;
import jakarta.ejb.EJBException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** Calls activities on the beans of the application. */
final class CdiActivityHost implements ActivityHost {
  /** What the server's log prints with every line of an activity: {@code %X{baton}}. */
  private static final String LOG_KEY = "baton";

  private final ApplicationBeans beans;
  private final String node = Settings.get(Settings.NODE, "1");
  private final Duration patience = patience();

  CdiActivityHost(ApplicationBeans beans) {
    this.beans = beans;
  }

  private static Duration patience() {
    return Duration.ofSeconds(Long.parseLong(Settings.get(Settings.TX_TIMEOUT, "120")));
  }

  @Override
  public Bean bean(Class<?> activityInterface) {
    var instance = beans.make(activityInterface);
    return new Bean(instance.object(), instance::release);
  }

  @Override
  public <T> T around(Command.Work command, boolean suspect, Callable<T> work) throws Exception {
    return during(command, patience, () -> flushed(work, suspect));
  }

  @Override
  public <T> T outside(Command.Work command, @Nullable Duration longest, Callable<T> work)
      throws Exception {
    Duration most = longestCall();
    Duration limit = longest == null || longest.compareTo(most) > 0 ? most : longest;
    return OtherWork.whileTheTransactionWaits(
        () -> during(command, limit, () -> ActivityHost.inTime(command, limit, work)));
  }

  /** What is left of the transaction's time is for the step itself. */
  static Duration longestCall() {
    return patience().multipliedBy(3).dividedBy(4);
  }

  private <T> T during(Command.Work command, Duration limit, Callable<T> work) throws Exception {
    Instant deadline = Instant.now().plus(limit);
    MDC.put(LOG_KEY, command.caseId() + " " + command.activity() + " " + command.id());
    try {
      return CurrentActivity.during(CurrentActivity.of(command, node, deadline), work);
    } finally {
      MDC.remove(LOG_KEY);
    }
  }

  private static <T> T flushed(Callable<T> work, boolean suspect) throws Exception {
    try {
      T result = work.call();
      PersistenceContexts.flush();
      if (suspect) {
        failNowWhatWouldFailAtCommit();
      }
      return result;
    } finally {
      PersistenceContexts.forget();
    }
  }

  /** Deferred constraints are checked at commit, where nobody can tell whose work broke them. */
  @SuppressWarnings("BanJNDI") // The name is a setting of the server, not input.
  private static void failNowWhatWouldFailAtCommit() throws SQLException, NamingException {
    if (!Settings.get(Settings.STORE, Settings.DEFAULT_STORE).equals(Settings.DEFAULT_STORE)) {
      return; // Only the store in a database shares one with the application.
    }
    String name = Settings.get(Settings.DATA_SOURCE, Settings.DEFAULT_DATA_SOURCE);
    DataSource source = (DataSource) new InitialContext().lookup(name);
    try (Connection connection = source.getConnection()) {
      if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
        }
      }
    }
  }

  /** Session beans wrap what is not a business exception. */
  @Override
  public Throwable unwrap(Throwable thrown) {
    return thrown instanceof EJBException && thrown.getCause() != null ? thrown.getCause() : thrown;
  }

  @Override
  public boolean isFloor(Throwable thrown) {
    return FloorFaults.isOne(thrown);
  }
}
