package io.baton.examples.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar, as a user starts it. */
class GreetingsKillIT {
  @TempDir Path folder;

  @Test
  void inMemoryItGreetsAndEnds() throws Exception {
    assertThat(lines(start("fleeting", "Ada")))
        .startsWith("started", "step 1: hello, Ada")
        .endsWith("greeted Ada 10 times");
  }

  @Test
  void onDiskAKilledGreetingGoesOnWhereItWas() throws Exception {
    String[] arguments = {"durable", folder.resolve("state").toString(), "Ada"};
    List<String> before = new ArrayList<>();
    Process killed = start(arguments);
    try (BufferedReader output = killed.inputReader()) {
      while (!before.contains("step 4: hello, Ada")) {
        before.add(output.readLine());
      }
    } finally {
      killed.destroyForcibly().waitFor();
    }

    List<String> after = lines(start(arguments));

    // What was under way goes on as soon as it can, perhaps before the program says so.
    assertThat(after).contains("goes on").endsWith("greeted Ada 10 times");
    assertThat(after).as("what was done before").doesNotContainAnyElementsOf(steps(1, 3));
    assertThat(after).containsSubsequence(steps(5, 10));
  }

  @Test
  void withoutAPlanItSaysHowItIsUsed() throws Exception {
    Process told = start("sometimes");
    assertThat(new String(told.getErrorStream().readAllBytes())).startsWith("usage: java -jar");
    assertThat(told.waitFor()).isEqualTo(2);
  }

  private static List<String> steps(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj("step %d: hello, Ada"::formatted).toList();
  }

  private static Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-jar", System.getProperty("example.jar")));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).start();
  }

  private static List<String> lines(Process process) throws Exception {
    try (BufferedReader output = process.inputReader()) {
      List<String> all = output.lines().toList();
      assertThat(process.waitFor()).isZero();
      return all;
    } finally {
      process.destroyForcibly();
    }
  }
}
