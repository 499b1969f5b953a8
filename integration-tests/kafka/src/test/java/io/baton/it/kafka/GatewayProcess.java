package io.baton.it.kafka;

import io.baton.cli.ground.Lifetime;
import io.baton.cli.ground.PostgresServer;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The process of {@link GatewayMain}, and one more life of it each time it is started. */
final class GatewayProcess {
  private static final Map<String, String> SECRETS =
      Map.of("BRIDGE_PASSWORD", SecureListener.PASSWORD, "TRUST_PASSWORD", Certificates.PASSWORD);

  private final List<String> command;
  private final File log;
  private Process process;
  private BufferedReader answers;
  private Writer wishes;

  GatewayProcess(Path folder, PostgresServer postgres, String outside, Lifetime lifetime)
      throws IOException {
    command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(lifetime.options());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dbaton.gateway.sessions=8",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            GatewayMain.class.getName(),
            folder.toString(),
            postgres.jdbcUrl(),
            PostgresServer.USER,
            postgres.password(),
            outside));
    log = folder.resolveSibling(folder.getFileName() + ".log").toFile();
  }

  void start() throws IOException {
    begin();
    awaitAnswer();
  }

  /** As {@link #start}, without waiting. */
  void begin() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log));
    builder.environment().putAll(SECRETS);
    process = builder.start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    wishes = process.outputWriter(StandardCharsets.UTF_8);
  }

  void awaitAnswer() throws IOException {
    answer();
  }

  /** Asks for something and waits for the answer. */
  String ask(String wish) throws IOException {
    wishes.write(wish + "\n");
    wishes.flush();
    return answer();
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the process has ended, see " + log);
    }
    return line;
  }

  void kill9() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }
}
