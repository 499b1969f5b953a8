package io.baton.cli.ground;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end. */
final class Tool {
  private Tool() {}

  /** What a program printed and how it ended. */
  record Outcome(int exit, String output) {}

  /** Runs a program that must succeed; its output becomes part of the failure when it does not. */
  static String run(Path log, Duration limit, Map<String, String> environment, List<String> command)
      throws IOException {
    Outcome outcome = attempt(log, limit, environment, command);
    if (outcome.exit() != 0) {
      throw new GroundFailure(
          "BATON-9004 %s ended with %d:%n%s"
              .formatted(command.get(0), outcome.exit(), outcome.output()));
    }
    return outcome.output();
  }

  static Outcome attempt(
      Path log, Duration limit, Map<String, String> environment, List<String> command)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(Background.NOTHING)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new GroundFailure(
            "BATON-9005 %s did not end within %d s, see %s"
                .formatted(command.get(0), limit.toSeconds(), log));
      }
      return new Outcome(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GroundFailure(
          "BATON-9001 interrupted while waiting for %s".formatted(command.get(0)), e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
