package io.baton.cdi;

import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.MessageNotWriteableRuntimeException;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.TransactionRolledBackException;
import jakarta.resource.ResourceException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells a failure of the ground from a failure of the work. The ground: connections that break,
 * servers that stop, other transactions in the way. SQLSTATEs are those of PostgreSQL's manual,
 * appendix A; class 08 is the SQL standard's.
 */
public final class FloorFaults {
  private static final Set<String> STATES =
      Set.of(
          "57P01", // the server shuts down, or an administrator ended the session
          "57P02", // the server crashed
          "57P03", // the server starts up
          "53300", // too many connections
          "40001", // serialisation failure
          "40P01", // deadlock
          "55P03", // a lock could not be had in time
          "HYT00", // the same, as H2 says it
          "25P02"); // an earlier command of the batch broke the transaction

  private static final Set<Class<?>> ABOUT_THE_REQUEST =
      Set.of(
          InvalidDestinationException.class,
          InvalidDestinationRuntimeException.class,
          InvalidSelectorException.class,
          JMSSecurityException.class,
          JMSSecurityRuntimeException.class,
          MessageFormatException.class,
          MessageFormatRuntimeException.class,
          MessageNotReadableException.class,
          MessageNotWriteableException.class,
          MessageNotWriteableRuntimeException.class);

  private FloorFaults() {}

  public static boolean isOne(Throwable thrown) {
    @Nullable Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < 20; depth++, cause = cause.getCause()) {
      if (isFloor(cause)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isFloor(Throwable cause) {
    if (cause instanceof SQLException sql) {
      return sql instanceof SQLTransientConnectionException
          || sql instanceof SQLNonTransientConnectionException
          || sql instanceof SQLRecoverableException
          || isFloorState(sql.getSQLState());
    }
    return isJms(cause) ? isFloorOfJms(cause) : cause instanceof ResourceException;
  }

  /**
   * A client that lost its broker says so with the reason as cause; what it says without one is
   * about the request itself, such as a queue that is not there.
   */
  private static boolean isFloorOfJms(Throwable cause) {
    if (ABOUT_THE_REQUEST.stream().anyMatch(type -> type.isInstance(cause))) {
      return false;
    }
    @Nullable Throwable reason = cause.getCause();
    return reason == null
        ? cause instanceof TransactionRolledBackException
            || cause instanceof ResourceAllocationException
        : !isJms(reason);
  }

  private static boolean isJms(Throwable cause) {
    return cause instanceof JMSException || cause instanceof JMSRuntimeException;
  }

  private static boolean isFloorState(@Nullable String state) {
    return state != null && (state.startsWith("08") || STATES.contains(state));
  }
}
