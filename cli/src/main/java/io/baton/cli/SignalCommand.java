package io.baton.cli;

import io.baton.api.SignalOptions;
import io.baton.model.CaseId;
import io.baton.model.SignalRequest;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends a signal. */
@Command(name = "signal", description = "Send a case a signal.")
final class SignalCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "CASE", description = "The case's id.")
  private String caseId = "";

  @Parameters(index = "1", paramLabel = "NAME", description = "The signal's name.")
  private String name = "";

  @Parameters(index = "2", paramLabel = "JSON", description = "Its value.")
  private String value = "";

  @Option(names = "--message", paramLabel = "ID", description = "Sent twice, taken once.")
  private @Nullable String messageId;

  @Override
  public Integer call() throws IOException {
    String id = messageId == null ? UUID.randomUUID().toString() : messageId;
    SignalRequest signal =
        Refusal.unlessAcceptable(
            () ->
                new SignalRequest(
                    new CaseId(caseId),
                    null,
                    name,
                    Refusal.unlessJson(value),
                    id,
                    SignalOptions.ORDINARY.keep()));
    Refusal.unlessUp().commandDoor().signal(signal);
    System.out.println("sent; see ./baton show " + caseId);
    return 0;
  }
}
