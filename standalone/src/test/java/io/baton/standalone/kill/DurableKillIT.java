package io.baton.standalone.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.cli.ground.PostgresServer;
import io.baton.cli.ground.StateDir;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Killed again and again with -9, a durable Baton does every step of every case exactly once. */
class DurableKillIT {
  private static final int KILLS = 3;
  private static final int CASES = 120;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path temp;

  @Test
  @DisplayName("on PostgreSQL")
  void onPostgres() throws Exception {
    // The user who runs PostgreSQL must be able to enter.
    assertThat(temp.toFile().setExecutable(true, false)).isTrue();
    assertThat(temp.toFile().setReadable(true, false)).isTrue();
    PostgresServer postgres = new PostgresServer(StateDir.at(temp.resolve("ground")));
    postgres.start();
    try {
      trial(postgres.jdbcUrl(), PostgresServer.USER, postgres.password());
    } finally {
      postgres.stop();
    }
  }

  @Test
  @DisplayName("on a file of H2: a kill, not a power cut")
  void onH2() throws Exception {
    trial("h2", "-", "-");
  }

  private void trial(String... database) throws Exception {
    for (int i = 0; i < KILLS; i++) {
      killOneThatRuns(i, database);
    }
    int all = KILLS * CASES;
    assertThat(said(start(database, 0, all, "audit"), "audit"))
        .as("seed %d, in %s", seed, temp)
        .isEqualTo(
            "victim: audit completed %d rows %d distinct %d doubt 0 records 0 incidents 0"
                .formatted(all, all * Errands.STEPS, all * Errands.STEPS));
  }

  private void killOneThatRuns(int number, String... database) throws Exception {
    Process victim = start(database, number * CASES, CASES, "run");
    try (BufferedReader output = victim.inputReader()) {
      await(output, "up");
      Thread.sleep(200 + random.nextInt(1_300)); // Not a wait: the moment is random.
      assertThat(victim.isAlive()).isTrue();
    } finally {
      victim.destroyForcibly().waitFor();
    }
  }

  private Process start(String[] database, int first, int count, String task) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Victim.class.getName());
    command.add(temp.resolve("state").toString());
    command.addAll(List.of(database));
    command.addAll(List.of(Integer.toString(first), Integer.toString(count), task));
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.appendTo(temp.resolve("victims.log").toFile()))
        .start();
  }

  private static String said(Process victim, String word) throws Exception {
    try (BufferedReader output = victim.inputReader()) {
      String line = await(output, word);
      assertThat(victim.waitFor()).as("it closes cleanly").isZero();
      return line;
    } finally {
      victim.destroyForcibly();
    }
  }

  private static String await(BufferedReader output, String word) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("victim: " + word)) {
        return line;
      }
    }
    throw new AssertionError("it ended without saying " + word);
  }
}
