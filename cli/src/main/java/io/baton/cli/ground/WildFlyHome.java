package io.baton.cli.ground;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.postgresql.xa.PGXADataSource;

/**
 * One unpacked WildFly, configured by the scripts of {@code server-config/wildfly}, that several
 * servers can share. Made anew when the archive, the scripts or the driver have changed.
 */
public final class WildFlyHome {
  /** The application user with which JMS clients of other JVMs log in. */
  public static final String CLIENT = "baton-client";

  /** The application user with which the bridge to Kafka logs in. */
  public static final String BRIDGE = "baton-bridge";

  /** The application user who may tell gateways what to do. */
  public static final String OPERATOR = "baton-operator";

  private static final String OPERATOR_PASSWORD = "baton-operator.password";
  private static final String CLIENT_PASSWORD = "baton-client.password";
  private static final String BRIDGE_PASSWORD = "baton-bridge.password";
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Path home;
  private final String fingerprint;

  private WildFlyHome(Path home, String fingerprint) {
    this.home = home;
    this.fingerprint = fingerprint;
  }

  /**
   * The home in this state folder, unpacked and configured if need be.
   *
   * @param zip the archive of org.wildfly:wildfly-dist
   * @param scripts the folder with configure.sh
   */
  public static WildFlyHome provision(StateDir state, Path zip, Path scripts) throws IOException {
    return provision(state, zip, scripts, List.of());
  }

  /**
   * The same with options, such as {@code commit-markable}.
   *
   * @param options names of scripts in the folder {@code options} beside the others; at most one
   */
  public static WildFlyHome provision(StateDir state, Path zip, Path scripts, List<String> options)
      throws IOException {
    Path driver = driver();
    String fingerprint = fingerprint(zip, driver, scripts, options);
    Path home = state.resolve("wildfly");
    Path mark = home.resolve("baton.provisioned");
    if (!Files.exists(mark) || !Files.readString(mark).equals(fingerprint)) {
      FileTree.delete(home);
      unpack(state, zip, home);
      configure(state, home, scripts, driver, options);
      addUser(state, home, CLIENT, clientPassword(state), "baton");
      addUser(state, home, BRIDGE, bridgePassword(state), "baton-bridge");
      addUser(state, home, OPERATOR, operatorPassword(state), "baton-admin");
      Files.writeString(mark, fingerprint);
    }
    return new WildFlyHome(home, fingerprint);
  }

  /** The password of {@link #CLIENT}. */
  public static String clientPassword(StateDir state) throws IOException {
    return state.secret(CLIENT_PASSWORD);
  }

  /** The password of {@link #BRIDGE}. */
  public static String bridgePassword(StateDir state) throws IOException {
    return state.secret(BRIDGE_PASSWORD);
  }

  /** The password of {@link #OPERATOR}. */
  public static String operatorPassword(StateDir state) throws IOException {
    return state.secret(OPERATOR_PASSWORD);
  }

  public Path path() {
    return home;
  }

  Path configuration() {
    return home.resolve("standalone/configuration");
  }

  String fingerprint() {
    return fingerprint;
  }

  /** Runs management commands against a server, or offline after {@code embed-server}. */
  public String cli(Path log, List<String> arguments) throws IOException {
    return Tool.run(log, LIMIT, environment(home), command(home, "jboss-cli.sh", arguments));
  }

  private static void unpack(StateDir state, Path zip, Path home) throws IOException {
    if (!Files.isRegularFile(zip)) {
      throw new GroundFailure("BATON-9020 no WildFly archive at " + zip);
    }
    Path unfinished = Files.createTempDirectory(state.root(), "wildfly-");
    FileTree.unzip(zip, unfinished);
    try (Stream<Path> top = Files.list(unfinished)) {
      Path only = top.findFirst().orElseThrow(() -> new GroundFailure("BATON-9021 empty: " + zip));
      Files.move(only, home, StandardCopyOption.ATOMIC_MOVE);
    }
    FileTree.delete(unfinished);
  }

  private static void configure(
      StateDir state, Path home, Path scripts, Path driver, List<String> options)
      throws IOException {
    Path log = state.dir("log").resolve("configure.log");
    String script = scripts.resolve("configure.sh").toString();
    List<String> command =
        new ArrayList<>(List.of("bash", script, home.toString(), "--driver", driver.toString()));
    options.forEach(option -> command.addAll(List.of("--option", option)));
    Tool.run(log, LIMIT, environment(home), command);
  }

  private static void addUser(StateDir state, Path home, String name, String password, String role)
      throws IOException {
    Path log = state.dir("log").resolve("add-user.log");
    List<String> user = List.of("--silent", "-a", "-u", name, "-p", password, "-g", role);
    Tool.run(log, LIMIT, environment(home), command(home, "add-user.sh", user));
  }

  private static List<String> command(Path home, String script, List<String> arguments) {
    String program = home.resolve("bin").resolve(script).toString();
    return Stream.concat(Stream.of(program), arguments.stream()).toList();
  }

  private static Map<String, String> environment(Path home) {
    return Map.of("JBOSS_HOME", home.toString(), "JAVA_HOME", System.getProperty("java.home"));
  }

  private static Path driver() {
    return Path.of(
        PGXADataSource.class.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  private static String fingerprint(Path zip, Path driver, Path scripts, List<String> options)
      throws IOException {
    MessageDigest digest = sha256();
    digest.update(zip.getFileName().toString().getBytes(StandardCharsets.UTF_8));
    digest.update(driver.getFileName().toString().getBytes(StandardCharsets.UTF_8));
    try (Stream<Path> files = Files.list(scripts)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        digest.update(Files.readAllBytes(file));
      }
    }
    for (String option : options) {
      digest.update(Files.readAllBytes(scripts.resolve("options").resolve(option + ".cli")));
    }
    for (String user : List.of(CLIENT, BRIDGE, OPERATOR)) {
      digest.update(user.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
