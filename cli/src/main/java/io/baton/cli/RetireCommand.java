package io.baton.cli;

import io.baton.model.DefinitionRequest.Delete;
import io.baton.model.DefinitionRequest.Retire;
import io.baton.model.WorkflowId;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has no new case started of a deployed workflow. */
@Command(name = "retire", description = "Start no new case of a deployed workflow.")
final class RetireCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "NAME", description = "The workflow's name.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "VERSION", description = "Its version, as a number.")
  private int version;

  @Option(names = "--delete", description = "Forget one that has retired, if no case needs it.")
  private boolean delete;

  @Override
  public Integer call() throws IOException {
    WorkflowId id = Refusal.unlessAcceptable(() -> new WorkflowId(name, version));
    return DefinitionAnswer.to(delete ? new Delete(id) : new Retire(id)).show();
  }
}
