package io.baton.it.kafka.whole;

import io.baton.cli.ground.FileTree;
import io.baton.cli.ground.StateDir;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The script {@code ./baton} of a checkout whose installation is another one than its own. */
final class Script {
  private static final List<String> NEEDED = List.of("baton", "cli", "server-config");

  private final Path folder;

  private Script(Path folder) {
    this.folder = folder;
  }

  /** Links all that it needs to the checkout, and its folder to the installation's. */
  static Script of(StateDir installation) throws IOException {
    Path checkout = StateDir.checkout(Path.of(""));
    Path folder = Path.of("target/checkout").toAbsolutePath();
    FileTree.delete(folder);
    Files.createDirectories(folder);
    for (String name : NEEDED) {
      Files.createSymbolicLink(folder.resolve(name), checkout.resolve(name));
    }
    Files.createSymbolicLink(folder.resolve(".baton"), installation.root());
    return new Script(folder);
  }

  /** How a run of it ended, and all that it printed. */
  record Ended(int exit, String printed) {}

  /** Runs {@code ./baton} with these arguments to its end. */
  Ended run(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(folder.resolve("baton").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.onExit().join().exitValue(), printed);
  }
}
