package io.baton.worker;

import static io.baton.worker.Broker.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.baton.model.Command;
import io.baton.model.Command.SettleRef;
import io.baton.model.Command.SettleUndo;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The example worker in Node, over AMQP. Where there is no Node it is not tried, unless {@code
 * BATON_NODE_REQUIRED} says that there must be one.
 */
class NodeWorkerTest {
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", "worker.js", "hotel.js");
  private static final Path FOLDER = Path.of("target/node-worker").toAbsolutePath();

  private static Broker broker;
  private static Process worker;

  @BeforeAll
  static void start() throws Exception {
    boolean required = Boolean.parseBoolean(System.getenv("BATON_NODE_REQUIRED"));
    assumeThat(required || isThere("node") && isThere("npm")).as("Node is there").isTrue();
    Files.createDirectories(FOLDER);
    for (String file : FILES) {
      Path from = Path.of("../examples/node-worker").resolve(file);
      Files.copy(from, FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    Process install = run("npm", "ci", "--no-audit", "--no-fund");
    assertThat(install.waitFor(2, TimeUnit.MINUTES)).as("npm ci ends").isTrue();
    assertThat(install.exitValue()).as("npm ci; see %s/worker.log", FOLDER).isZero();
    broker = new Broker();
    worker = run("node", "hotel.js");
  }

  private static boolean isThere(String program) throws InterruptedException {
    try {
      return new ProcessBuilder(program, "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Process run(String... command) throws IOException {
    ProcessBuilder process = new ProcessBuilder(command).directory(FOLDER.toFile());
    if (broker != null) {
      process
          .environment()
          .putAll(
              Map.of(
                  "BATON_AMQP_PORT", "" + broker.port(),
                  "BATON_AMQP_USER", "worker",
                  "BATON_AMQP_PASSWORD", "secret"));
    }
    return process
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(FOLDER.resolve("worker.log").toFile()))
        .start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (worker != null) {
      worker.destroy();
      assertThat(worker.waitFor(20, TimeUnit.SECONDS)).as("the worker ends when told").isTrue();
    }
    if (broker != null) {
      broker.close();
    }
  }

  private static SettleRef reserve(String caseId, String hotel) throws Exception {
    broker.ask(request(caseId, "reserveHotel", "Ada", hotel));
    return (SettleRef) broker.answer();
  }

  @Test
  void aRequestIsAnsweredAndTheSameOneHasTheSameAnswer() throws Exception {
    SettleRef first = reserve("n-1", "SAVOY");
    assertThat(first.failure()).isNull();
    assertThat(String.valueOf(first.value())).contains("SAVOY", "for Ada");
    assertThat(reserve("n-1", "SAVOY"))
        .returns(first.value(), SettleRef::value)
        .returns(first.attempt(), SettleRef::attempt)
        .satisfies(again -> assertThat(again.id()).isNotEqualTo(first.id()));
  }

  @Test
  void aRefusalIsAnAnswer() throws Exception {
    assertThat(reserve("n-2", "FULL").failure())
        .isEqualTo(new Failure(Category.BUSINESS, "NoRooms", "FULL is full"));
  }

  @Test
  void anUndoIsAnsweredAsOne() throws Exception {
    broker.ask(request("n-3", "cancelHotel", "Ada", "SAVOY", null));
    Command answer = broker.answer();
    assertThat(answer)
        .isInstanceOfSatisfying(SettleUndo.class, undo -> assertThat(undo.failure()).isNull());
  }

  @Test
  void aLongRequestIsReadToItsEnd() throws Exception {
    String hotel = "ü".repeat(300_000);
    assertThat(reserve("n-4", hotel).value().json().textValue()).startsWith(hotel);
  }

  @Test
  void anActivityThatItDoesNotKnowIsTriedAgainByOthers() throws Exception {
    broker.ask(request("n-5", "reserveTent"));
    assertThat(((SettleRef) broker.answer()).failure())
        .isEqualTo(
            new Failure(
                Category.TECHNICAL,
                "UnknownActivity",
                "this worker has no handler for Booking.reserveTent"));
  }

  @Test
  void whatIsNoRequestBecomesADeadLetter() {
    broker.send("Booking.reserveHotel", "hello");
    assertThat(broker.dead()).isEqualTo("hello");
  }
}
