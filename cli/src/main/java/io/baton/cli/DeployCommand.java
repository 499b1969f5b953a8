package io.baton.cli;

import io.baton.model.DefinitionRequest.Deploy;
import io.baton.wire.DefinitionRequestCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deploys a workflow that is data. */
@Command(name = "deploy", description = "Deploy a workflow that is data, such as a graph.")
final class DeployCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "Its text, such as trip.graph.json.")
  private Path file = Path.of("");

  @Option(
      names = "--as",
      paramLabel = "NAME@VERSION",
      description =
          "What a drawing or a map of functions is called, as it does not say so itself, such as user_registration@v0.1.0.")
  private @Nullable String as;

  @Override
  public Integer call() throws IOException {
    if (!Files.isReadable(file)) {
      throw new Refusal("no file %s that can be read".formatted(file));
    }
    return DefinitionAnswer.to(new Deploy(document(Files.readString(file), as))).show();
  }

  static String document(String text, @Nullable String as) {
    if (as == null) {
      return text;
    }
    int at = as.lastIndexOf('@');
    if (at < 1 || at == as.length() - 1) {
      throw new Refusal("--as is '%s', and not like user_registration@v0.1.0".formatted(as));
    }
    return DefinitionRequestCodec.named(as.substring(0, at), as.substring(at + 1), text);
  }
}
