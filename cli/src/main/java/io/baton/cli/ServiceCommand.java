package io.baton.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Keeps a service's requests back, or gives them free. */
@Command(
    name = "service",
    description = "Hold the requests to a service (down), or send them again (up).")
final class ServiceCommand implements Callable<Integer> {
  /** What an operator can say. */
  enum Word {
    up,
    down
  }

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "What is before the dot in its activities' names.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "up|down", description = "What it is from now on.")
  private Word word = Word.up;

  @Override
  public Integer call() throws IOException {
    boolean up = word == Word.up;
    var door = Refusal.unlessUp().commandDoor();
    Refusal.unlessAcceptable(
        () -> {
          door.service(name, up);
          return up;
        });
    System.out.println("sent; see ./baton services");
    return 0;
  }
}
