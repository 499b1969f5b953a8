package io.baton.cli;

import io.baton.engine.OpenRefs;
import io.baton.model.Command.SettleRef;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives an answer that a case waits for. */
@Command(name = "answer", description = "Give the answer that a case waits for.")
final class AnswerCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "REF", description = "case/ref, as show tells it.")
  private String ref = "";

  @Parameters(index = "1", paramLabel = "JSON", description = "The answer.")
  private String value = "";

  @Override
  public Integer call() throws IOException {
    SettleRef answer =
        Refusal.unlessAcceptable(() -> OpenRefs.answer(ref, Refusal.unlessJson(value)));
    Refusal.unlessUp().commandDoor().command(answer);
    System.out.println("sent; see ./baton show " + answer.caseId());
    return 0;
  }
}
