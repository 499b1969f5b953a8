package io.baton.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The server is killed again and again while it books trips; afterwards each thing has happened
 * once. {@code -Dbaton.seed=…} repeats the plan and the requests of a run; {@code
 * -Dbaton.crash.mutant=EFFECTS_OUTSIDE} breaks the server, to see the audit turn red; {@code
 * -Dbaton.crash.options=commit-markable} tries the other wiring of the database.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KillIT {
  private final long seed = Long.getLong("baton.seed", System.nanoTime() & 0xffff_ffffL);
  private final Trips trips = new Trips(seed);
  private final CrashPlan plan = CrashPlan.from(seed);

  private Installation installation;
  private Connection database;
  private Campaign campaign;
  private Auditor auditor;
  private Facts facts;

  @BeforeAll
  void surviveThePlan() throws IOException, SQLException {
    System.out.println("seed: -Dbaton.seed=" + seed);
    plan.lives().forEach(System.out::println);
    installation =
        new Installation(
            Path.of("target/crash" + String.join("-", options())),
            Installation.property("baton.trip.ear"),
            options());
    database = installation.connect();
    String mutant = Mutant.valueOf(System.getProperty("baton.crash.mutant", "NONE")).rules();
    campaign = new Campaign(installation, database, trips, mutant);
    facts = campaign.run(plan);
    auditor = new Auditor(database);
    auditor.demand(trips);
  }

  private static List<String> options() {
    String given = System.getProperty("baton.crash.options", "");
    return given.isEmpty() ? List.of() : List.of(given);
  }

  @AfterAll
  void end() throws IOException, SQLException {
    if (database != null) {
      database.close();
    }
    if (installation != null) {
      installation.end();
    }
  }

  @Test
  void theServerDiedAsPlanned() {
    assertThat(campaign.deaths()).hasSameSizeAs(plan.lives()).hasSizeGreaterThanOrEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource
  void holds(Invariant invariant) throws SQLException {
    assertThat(auditor.breaches(invariant)).as("%s, seed %d", invariant, seed).isEmpty();
  }

  @Test
  @DisplayName("A4.6, I9 what a dead server left in doubt is decided 20 s after one is ready")
  void i9NothingIsInDoubtTwentySecondsAfterAServerIsReady() throws Exception {
    assertThat(campaign.lateInDoubt()).as("decided too late, seed %d", seed).isEmpty();
    assertThat(Facts.prepared(database)).as("prepared in the database").isEmpty();
    assertThat(facts.branches()).as("prepared in the broker").isEmpty();
    assertThat(facts.logged()).as("transactions in the log store").isEmpty();
  }

  @Test
  void i10NoHeuristicDecision() {
    // The counter knows this life only; a record of an earlier one would be in the log.
    assertThat(facts.heuristics()).as("heuristics, seed %d", seed).isZero();
  }

  @Test
  void noMessageIsLeft() {
    assertThat(facts.messages()).as("messages left in queues, seed %d", seed).isEmpty();
  }
}
