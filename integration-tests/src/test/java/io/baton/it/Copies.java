package io.baton.it;

import io.baton.it.ground.Sql;
import io.baton.model.Awaited;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.Command.ExecuteActivity;
import io.baton.model.Command.StartCase;
import io.baton.model.Event;
import io.baton.model.Origin;
import io.baton.model.WorkflowId;
import io.baton.wire.CommandCodec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Cases made by hand from a finished one, so that a test decides when each turn is committed. */
final class Copies {
  private static final WorkflowId STEPS = new WorkflowId("steps", 1);

  private Copies() {}

  /** The row of a new case and its turn 0. */
  static void create(Connection connection, String template, String id) throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO baton_case (case_id, workflow, version, status, turn, starter)"
            + " SELECT ?, workflow, version, 'RUNNING', 0, starter FROM baton_case WHERE case_id = ?",
        id,
        template);
    copyTurn(connection, template, id, 0);
  }

  /** The turn that opens the first ref. */
  static void begin(Connection connection, String template, String id) throws SQLException {
    copyTurn(connection, template, id, 1);
  }

  private static void copyTurn(Connection connection, String template, String id, int turn)
      throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO baton_turn (case_id, turn, command_id, node, events)"
            + " SELECT ?, turn, command_id, node, events FROM baton_turn WHERE case_id = ? AND turn = ?",
        id,
        template,
        turn);
    Sql.update(
        connection,
        "UPDATE baton_case c SET turn = t.turn, command_id = t.command_id FROM baton_turn t"
            + " WHERE c.case_id = ? AND t.case_id = c.case_id AND t.turn = ?",
        id,
        turn);
  }

  static String start(String id) {
    return text(new StartCase(new CaseId(id), StartCase.FIRST, STEPS, null));
  }

  /** The command that runs an attempt of the case's only ref, born at the given turn. */
  static ExecuteActivity attempt(String template, String id, int attempt, int bornAt) {
    Event.RefOpened opened = OnServer.events(template, Event.RefOpened.class).get(0);
    String starter = Sql.value("SELECT starter FROM baton_case WHERE case_id = ?", template);
    Awaited.Activity asked = (Awaited.Activity) opened.awaited();
    return new ExecuteActivity(
        new CaseId(id),
        opened.ref(),
        asked.activity(),
        attempt,
        asked.args(),
        new Origin(STEPS, starter, bornAt));
  }

  static String text(Command... commands) {
    return CommandCodec.write(List.of(commands));
  }
}
