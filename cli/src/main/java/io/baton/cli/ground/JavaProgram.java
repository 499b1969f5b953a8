package io.baton.cli.ground;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A program of a module of this checkout, which works in the background. */
public final class JavaProgram {
  private static final Duration STOP = Duration.ofSeconds(20);

  private final Path module;
  private final String main;
  private final Lifetime lifetime;
  private final Background process;
  private final Path home;
  private final Path log;

  /**
   * @param name tells the programs of one state folder apart
   * @param module its folder, with target/classes and target/classpath
   * @param main the class with its main method
   */
  public JavaProgram(StateDir state, String name, Path module, String main, Lifetime lifetime)
      throws IOException {
    this.module = module;
    this.main = main;
    this.lifetime = lifetime;
    this.home = state.root();
    this.log = state.dir("log").resolve(name + ".log");
    this.process = new Background(state.resolve(name + ".pid"));
  }

  /**
   * Returns at once.
   *
   * @param environment the place for secrets, which command lines show
   */
  public void start(List<String> arguments, Map<String, String> environment) throws IOException {
    Path classPath = module.resolve("target/classpath");
    if (!Files.exists(classPath)) {
      throw new GroundFailure(
          "BATON-9057 %s is missing: build %s first".formatted(classPath, module));
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                module.resolve("target/classes") + ":" + Files.readString(classPath).strip()));
    command.addAll(lifetime.options());
    command.add(main);
    command.addAll(arguments);
    process.start(command, environment, home, log);
  }

  public boolean isRunning() {
    return process.isRunning();
  }

  public void stop() throws IOException {
    process.stop("TERM", STOP);
  }

  /** Kills it, as a crash would. */
  public void kill9() throws IOException {
    process.kill9();
  }
}
