package io.baton.persistence.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The SQL whose form, or whose strength, depends on the database. Constant texts, named values. */
interface CaseSql {
  /** Where this database's migrations are, below this package's resources. */
  String folder();

  /**
   * Waits until no other node migrates the schema, and holds that till the transaction's end; empty
   * where a database serves one process only.
   */
  List<String> waitForTurn();

  /** The time as it is when this is asked, not when the transaction began. */
  String now();

  /**
   * Keeps a schedule unless one of its workflow is there. Values {@code workflow, cron, zone,
   * overlap, catchUp, next}.
   */
  String insertSchedule();

  /** The schedule of {@code workflow}, locked, when it is due and nobody has it locked. */
  String lockDueSchedule();

  /** Adds the service {@code service}, up, unless it is there. */
  String insertService();

  /** Those of {@code services} that are down. */
  String downServices();

  /** All services: {@code service, is_down, shut, up_until, held}. */
  String allServices();

  /**
   * Locks at most {@code max} held requests whose service is up: {@code case_id, held_key, attempt,
   * turn}. Those locked by others are passed over.
   */
  String freeRequests();

  /**
   * Waits for a transaction that is creating the case. When the case is there, inserts nothing or
   * fails, the latter only where a failed statement leaves the transaction alive. Eleven values, in
   * order: id, workflow, version, status, turn, command, starter, business key, parent, twice when.
   */
  String insertCase();

  /**
   * The rows of the cases {@code ids}, locked in the order of their ids: {@code case_id, turn,
   * command_id, now_at}.
   */
  String lockCases();

  /** Empty where writing row by row is all that is sure to work. */
  default Optional<Columns> columns() {
    return Optional.empty();
  }

  /**
   * Statements for many rows at once. Their values are arrays, one for each column and all of one
   * length.
   *
   * @param insertCases adds cases that are not there, and gives the ids of those that it added: id,
   *     workflow, version, status, turn, command, starter, business key, parent, when
   * @param insertTurns adds turns: id, turn, command, node, when, events
   * @param moveCases moves cases on that are at their turn before: id, turn before, turn, command,
   *     status, version, when, whether that is its end
   */
  record Columns(String insertCases, String insertTurns, String moveCases) {}

  /** The pairs of {@code cases} and {@code commands}, arrays of one length, that have a turn. */
  String handled();

  /**
   * Adds the row that counts the places of a workflow, none taken; one value, its name. When it is
   * there, inserts nothing or fails, the latter only where a failed statement leaves the
   * transaction alive.
   */
  String insertLimit();

  /**
   * Adds a destination with nothing under way, which has all saved up; one value, its name. When it
   * is there, as {@link #insertLimit}.
   */
  String insertDestination();

  /**
   * The row of {@code destination}, locked: {@code under_way, waiting, last_turn, saved, saved_at,
   * now_at}.
   */
  String lockDestination();

  /** Adds the counter {@code what, about, node} at 0, unless it is there. */
  String insertCounter();

  /** Adds the lane {@code source, lane} with no record, unless it is there. */
  String insertLane();

  /**
   * At most {@code max} records that are kept and whose time is over, locked, the earliest first:
   * {@code id}, and what the record is. Those locked by others are passed over.
   */
  String expiredRecords();

  /** Puts the case {@code id} on the skip list for {@code reason}, unless it is there. */
  String skip();

  /** Sets the timer {@code id, key, due}, in place of an earlier one. */
  String setTimer();

  /**
   * Locks at most {@code max} timers that are due, the earliest first: {@code case_id, timer_key,
   * due_at}. Those locked by others are passed over.
   */
  String dueTimers();

  /** Removes the timers that are pairs of {@code cases} and {@code keys}, arrays of one length. */
  String removeTimers();

  /** Sets the timer {@code topic, key, due, toTopic, toKey, text}, in place of an earlier one. */
  String setKeyTimer();

  /**
   * Locks at most {@code max} timers of keys that are due, the earliest first: {@code topic,
   * timer_key, due_at, to_topic, to_key, to_value}. Those locked by others are passed over.
   */
  String dueKeyTimers();

  /** Keeps the snapshot {@code id, turn, state}, in place of an earlier one. */
  String keepSnapshot();

  /** Sets the attribute {@code id, name, json}, in place of an earlier one. */
  String setAttribute();

  /** Adds the subscription {@code signal, key, id}, unless it is there. */
  String subscribe();

  /** Keeps an actor; six values: gateway, actor, epoch, partition, offset, state. */
  String keepActor();

  /** Adds a gateway in its first state, unless it is there; one value, its name. */
  String insertGateway();

  /** Keeps a poll, due now, or changes it; four values: agent, key, topic, milliseconds. */
  String keepPoll();

  /** The poll of one of the agents, an array, that is due, locked; locked ones are passed over. */
  String duePoll();

  /**
   * The dialect for what {@code database} is; the plain one for what is not known.
   *
   * @throws IllegalStateException when the database does not answer, or isolates otherwise than
   *     READ COMMITTED: a transaction must see what the one before it, whose lock it waited for,
   *     committed
   */
  static CaseSql of(DataSource database) {
    try (Connection connection = database.getConnection()) {
      if (connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED) {
        throw new IllegalStateException(
            "the data source of the cases must isolate by READ COMMITTED, its level is "
                + connection.getTransactionIsolation());
      }
      String product = connection.getMetaData().getDatabaseProductName();
      return product.equals("PostgreSQL") ? new PostgresSql() : new PlainSql();
    } catch (SQLException e) {
      throw new IllegalStateException("the database of the cases does not answer: " + e, e);
    }
  }
}
