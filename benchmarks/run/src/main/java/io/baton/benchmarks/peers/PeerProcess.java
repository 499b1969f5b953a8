package io.baton.benchmarks.peers;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A peer that runs, and is told by lines of text what to do. */
final class PeerProcess implements AutoCloseable {
  private static final long STOP_SECONDS = 30;

  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter wishes;
  private final Path log;

  /** Returns when the peer is ready. */
  PeerProcess(List<String> command, Map<String, String> environment, Path log) throws IOException {
    this.log = log;
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().putAll(environment);
    process = builder.start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    wishes = process.outputWriter(StandardCharsets.UTF_8);
    try {
      answer("@ready");
    } catch (IOException | IllegalStateException e) {
      close();
      throw e;
    }
  }

  long pid() {
    return process.pid();
  }

  /**
   * @return what the peer measured, by name
   */
  Map<String, String> ask(String wish) throws IOException {
    wishes.write(wish + "\n");
    wishes.flush();
    return fields(answer("@done"));
  }

  static Map<String, String> fields(String line) {
    return Stream.of(line.split(" "))
        .filter(word -> word.contains("="))
        .map(word -> word.split("=", 2))
        .collect(Collectors.toMap(word -> word[0], word -> word[1]));
  }

  /** What a peer prints besides belongs to its log, and is not looked at. */
  private String answer(String wanted) throws IOException {
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith(wanted)) {
        return line;
      }
      if (line.startsWith("@failed")) {
        throw new IllegalStateException(line.substring(1) + ", see " + log);
      }
    }
    throw new IllegalStateException("the peer ended, see " + log);
  }

  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    try {
      quit();
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    } finally {
      children.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private void quit() {
    try (wishes) {
      wishes.write("quit\n");
    } catch (IOException ended) {
      process.destroy(); // Nobody reads: it has ended, or is about to.
    }
  }
}
