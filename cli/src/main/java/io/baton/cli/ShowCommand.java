package io.baton.cli;

import io.baton.cli.journal.CaseRow;
import io.baton.cli.journal.Journal;
import io.baton.cli.journal.Timeline;
import io.baton.cli.journal.TurnRow;
import io.baton.cli.journal.WaitLines;
import io.baton.model.Case;
import io.baton.model.CaseId;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells what happened to a case. */
@Command(name = "show", description = "Show the timeline of a case and what it waits for.")
final class ShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "CASE", description = "The case's id.")
  private String caseId = "";

  @Override
  public Integer call() throws IOException, SQLException {
    try (Connection connection = Refusal.unlessUp().connect()) {
      Journal journal = new Journal(connection);
      CaseRow row = Refusal.unlessThere(journal, caseId);
      List<TurnRow> turns = journal.turns(caseId);
      ZoneId zone = ZoneId.systemDefault();
      Timeline.of(row, turns, zone).forEach(System.out::println);
      Case now = Case.replay(new CaseId(caseId), turns.stream().map(TurnRow::asTurn).toList());
      WaitLines.of(now, zone).forEach(System.out::println);
      journal.incidents(caseId).forEach(incident -> System.out.println("incident: " + incident));
      return 0;
    }
  }
}
