package io.baton.cli;

import io.baton.model.DefinitionRequest.Deploy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Deploys a workflow that is data. */
@Command(name = "deploy", description = "Deploy a workflow that is data, such as a graph.")
final class DeployCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "Its text, such as trip.graph.json.")
  private Path file = Path.of("");

  @Override
  public Integer call() throws IOException {
    if (!Files.isReadable(file)) {
      throw new Refusal("no file %s that can be read".formatted(file));
    }
    return DefinitionAnswer.to(new Deploy(Files.readString(file))).show();
  }
}
