package io.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** The script tells what there is without starting a JVM, so it has a list of its own. */
class UsageTest {
  @Test
  void theScriptsHelpNamesEveryCommand() throws IOException {
    List<String> script = Files.readAllLines(Path.of("../baton"));
    List<String> commands =
        Arrays.stream(Baton.class.getAnnotation(Command.class).subcommands())
            .map(command -> command.getAnnotation(Command.class).name())
            .toList();
    assertThat(commands).isNotEmpty();
    for (String command : commands) {
      assertThat(script)
          .as("a line of ./baton help about %s", command)
          .anyMatch(line -> line.matches(" {2}" + command + "( .*)?"));
    }
  }
}
