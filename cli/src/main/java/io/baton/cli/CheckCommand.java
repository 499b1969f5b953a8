package io.baton.cli;

import io.baton.cli.check.Application;
import io.baton.cli.check.Check;
import io.baton.cli.journal.CaseRow;
import io.baton.cli.journal.Journal;
import io.baton.cli.journal.TurnRow;
import io.baton.model.CaseId;
import io.baton.model.WorkflowId;
import io.baton.wire.JournalFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells before a deployment what it would break. */
@Command(
    name = "check",
    description =
        "Replay all open cases against a new build and list which it would park. Changes nothing;"
            + " ends with 1 when there is one.")
final class CheckCommand implements Callable<Integer> {
  @Parameters(paramLabel = "EAR", description = "The new build: an EAR, or a jar of workflows.")
  private Path archive = Path.of("");

  @Override
  public Integer call() throws IOException, SQLException {
    if (!Files.isRegularFile(archive)) {
      throw new Refusal("there is no file " + archive);
    }
    try (Connection connection = Refusal.unlessUp().connect();
        Application application = open()) {
      System.out.println(archive.getFileName() + " has " + application.workflows());
      return check(new Journal(connection), new Check(application));
    }
  }

  private Application open() throws IOException {
    try {
      return Application.open(archive);
    } catch (IllegalArgumentException e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }

  private static int check(Journal journal, Check check) throws SQLException {
    int all = 0;
    int parked = 0;
    int graphs = 0;
    Set<WorkflowId> deployed = journal.deployed();
    List<CaseRow> page = journal.open("");
    while (!page.isEmpty()) {
      for (CaseRow row : page) {
        if (deployed.contains(new WorkflowId(row.workflow(), row.version()))) {
          graphs++; // What it follows is in the database, and does not change with a build.
          continue;
        }
        Optional<String> obstacle = check.obstacle(journal(journal, row));
        if (obstacle.isPresent()) {
          System.out.printf(
              "would park: %s (%s@%d), %s%n",
              row.id(), row.workflow(), row.version(), obstacle.get());
          parked++;
        }
        all++;
      }
      page = journal.open(page.get(page.size() - 1).id());
    }
    System.out.printf("open cases: %d, of them would be parked: %d%n", all, parked);
    if (graphs > 0) {
      System.out.println("open cases of graphs, not looked at: " + graphs);
    }
    return parked == 0 ? 0 : 1;
  }

  private static JournalFile journal(Journal journal, CaseRow row) throws SQLException {
    return new JournalFile(
        new CaseId(row.id()),
        new WorkflowId(row.workflow(), row.version()),
        journal.turns(row.id()).stream().map(TurnRow::asTurn).toList());
  }
}
