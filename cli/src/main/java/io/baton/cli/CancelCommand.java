package io.baton.cli;

import io.baton.model.CaseId;
import io.baton.model.Command.CancelCase;
import io.baton.model.CommandId;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks a case to stop. */
@Command(name = "cancel", description = "Ask a case to stop and to undo what it did.")
final class CancelCommand implements Callable<Integer> {
  @Parameters(paramLabel = "CASE", description = "The case's id.")
  private String caseId = "";

  @Option(names = "--reason", description = "Kept in the journal.")
  private String reason = "by hand";

  @Override
  public Integer call() throws IOException {
    CommandId id = new CommandId("cancel " + UUID.randomUUID());
    CancelCase cancel =
        Refusal.unlessAcceptable(() -> new CancelCase(new CaseId(caseId), id, reason));
    Refusal.unlessUp().commandDoor().command(cancel);
    System.out.println("sent; see ./baton show " + caseId);
    return 0;
  }
}
