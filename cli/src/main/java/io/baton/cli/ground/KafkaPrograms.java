package io.baton.cli.ground;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** How to start Kafka's programs: Java, their class path, and the files of server-config/kafka. */
public final class KafkaPrograms {
  private final Path configuration;
  private final Path classPath;
  private final Lifetime lifetime;

  /**
   * @param configuration the folder server-config/kafka
   * @param classPath a file whose one line is their class path
   */
  public KafkaPrograms(Path configuration, Path classPath, Lifetime lifetime) {
    this.configuration = configuration.toAbsolutePath();
    this.classPath = classPath.toAbsolutePath();
    this.lifetime = lifetime;
  }

  /** Those of a checkout that was built. */
  public static KafkaPrograms ofCheckout(Path inside, Lifetime lifetime) {
    Path kafka = StateDir.checkout(inside).resolve("server-config/kafka");
    return new KafkaPrograms(kafka, kafka.resolve("target/kafka.classpath"), lifetime);
  }

  /** The same, for a process that is gone before the others. */
  KafkaPrograms briefly() {
    return new KafkaPrograms(configuration, classPath, Lifetime.SHORT);
  }

  List<String> command(String heap, String program, List<String> arguments) throws IOException {
    if (!Files.exists(classPath)) {
      throw new GroundFailure(
          "BATON-9050 %s is missing: build server-config/kafka first".formatted(classPath));
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+ExitOnOutOfMemoryError",
                "-Dlog4j2.configurationFile=" + configuration.resolve("log4j2.xml"),
                "-cp",
                Files.readString(classPath).strip()));
    command.addAll(lifetime.options());
    command.add(program);
    command.addAll(arguments);
    return command;
  }

  /** Writes a file of settings: the shipped one, but for what is given. */
  Path write(String name, Map<String, String> instead, Path target) throws IOException {
    Properties settings = new Properties();
    try (Reader shipped = Files.newBufferedReader(configuration.resolve(name))) {
      settings.load(shipped);
    }
    settings.putAll(instead);
    try (Writer file = Files.newBufferedWriter(target)) {
      settings.store(file, null);
    }
    return target;
  }
}
