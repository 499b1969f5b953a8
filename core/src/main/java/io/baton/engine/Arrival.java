package io.baton.engine;

import io.baton.model.Command;
import java.util.List;

/**
 * A message of commands.
 *
 * @param delivery how it came
 */
public record Arrival(List<Command> commands, Delivery delivery) {
  public Arrival {
    commands = List.copyOf(commands);
  }

  /**
   * True when it came to nothing before and nobody can say why, so that no other command's fate may
   * hang on it again.
   *
   * @param due those of all commands that are not handled yet
   */
  boolean mustBeApart(List<Command> due) {
    boolean nobodyToBlame = delivery.suspect() && due.containsAll(commands);
    return nobodyToBlame || delivery.mustBeAlone();
  }
}
