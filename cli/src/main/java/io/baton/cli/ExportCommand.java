package io.baton.cli;

import io.baton.cli.journal.CaseRow;
import io.baton.cli.journal.Journal;
import io.baton.cli.journal.TurnRow;
import io.baton.model.CaseId;
import io.baton.model.WorkflowId;
import io.baton.wire.JournalFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes a journal out of the database. */
@Command(name = "export", description = "Print the whole journal of a case as lines of JSON.")
final class ExportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "CASE", description = "The case's id.")
  private String caseId = "";

  @Override
  public Integer call() throws IOException, SQLException {
    try (Connection connection = Refusal.unlessUp().connect()) {
      Journal journal = new Journal(connection);
      CaseRow row = Refusal.unlessThere(journal, caseId);
      WorkflowId workflow = new WorkflowId(row.workflow(), row.version());
      PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
      new JournalFile(
              new CaseId(caseId),
              workflow,
              journal.turns(caseId).stream().map(TurnRow::asTurn).toList())
          .write(out);
      out.flush();
      return 0;
    }
  }
}
