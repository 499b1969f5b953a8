package io.baton.it.kafka.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.baton.cli.ground.JavaProgram;
import io.baton.cli.ground.Lifetime;
import io.baton.cli.ground.StateDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The clients of the example in Java, as its README has them: programs that know only Kafka. */
@ExtendWith(SharedInstallation.class)
@DisplayName("5.8 the example's own clients")
final class ExampleIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String PACKAGE = "io.baton.examples.kafka.clients.";
  private static final Pattern UUID = Pattern.compile("\"uuid\":\"([^\"]+)\"");
  private static final String STATUS =
      "SELECT status FROM baton_case WHERE case_id = ? AND ended_at IS NOT NULL";

  private final Installation all;
  private final StateDir state;
  private final List<JavaProgram> started = new ArrayList<>();

  ExampleIT(Installation all) throws IOException {
    this.all = all;
    this.state = StateDir.at(Path.of("target/example-clients"));
  }

  /** What it prints is in the file that is returned. */
  private Path run(String main, String argument) throws IOException {
    String name = main + "-" + argument;
    Path module = StateDir.checkout(Path.of("")).resolve("examples/kafka/clients");
    Path log = state.dir("log").resolve(name + ".log");
    Files.deleteIfExists(log);
    JavaProgram program = new JavaProgram(state, name, module, PACKAGE + main, Lifetime.SHORT);
    program.start(List.of(argument), Map.of("KAFKA_BROKERS", all.kafka()));
    started.add(program);
    return log;
  }

  @AfterEach
  void end() throws IOException {
    for (JavaProgram program : started) {
      program.kill9();
    }
  }

  @Test
  void whatTheReadmeSaysComesOut() throws IOException {
    Path services = run("RegistrationServices", "1");
    run("Reservations", "1");
    Path member = run("Register", "adarsh");
    Path nobody = run("Register", "nobody");
    Path trip = run("BookTrip", "example-1");
    Path full = run("BookTrip", "example-full-1");

    says(trip, "workflow-result example-1 {\"car\":{\"id\":\"");
    says(full, "workflow-error example-full-1 \"no seats\"");
    says(member, "add_membership has told: ");
    assertThat(all.awaitRows(STATUS, caseOf(member))).containsExactly("COMPLETED");
    says(nobody, "delete_user has told: ");
    assertThat(all.awaitRows(STATUS, caseOf(nobody))).containsExactly("COMPENSATED");
    assertThat(askedOf(services, caseOf(nobody)))
        .as("what came first is taken back last")
        .startsWith("license.add_license", "membership.add_membership")
        .contains("license.remove_license", "license.log_removal")
        .endsWith("user.delete_user");
  }

  private static void says(Path log, String text) {
    await().atMost(LIMIT).until(() -> Files.exists(log) && Files.readString(log).contains(text));
  }

  private static String caseOf(Path log) throws IOException {
    Matcher uuid = UUID.matcher(Files.readString(log));
    assertThat(uuid.find()).isTrue();
    return uuid.group(1);
  }

  private static List<String> askedOf(Path services, String caseId) throws IOException {
    return Files.readAllLines(services).stream()
        .filter(line -> line.endsWith(" " + caseId))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .toList();
  }
}
