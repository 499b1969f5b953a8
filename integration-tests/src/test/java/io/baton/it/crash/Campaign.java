package io.baton.it.crash;

import io.baton.cli.ground.Until;
import io.baton.it.crash.CrashPlan.Life;
import jakarta.jms.JMSRuntimeException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Lives of the server, one after the other, until the plan is done and all work has ended. */
final class Campaign {
  private static final Duration IN_DOUBT = Duration.ofSeconds(20);
  private static final Duration REACH = Duration.ofSeconds(90);
  private static final Duration STANDSTILL = Duration.ofSeconds(60);
  private static final Duration LAST_READS = Duration.ofSeconds(20);
  private static final int MOST_LONE = 60;

  private final Installation installation;
  private final Connection database;
  private final Trips trips;
  private final String mutant;
  private final long began = System.nanoTime();
  private final List<String> deaths = new ArrayList<>();
  private final List<String> lateInDoubt = new ArrayList<>();
  private Set<String> inDoubt = Set.of();

  /**
   * @param mutant Byteman rules that break the server in every life, empty for none
   */
  Campaign(Installation installation, Connection database, Trips trips, String mutant) {
    this.installation = installation;
    this.database = database;
    this.trips = trips;
    this.mutant = mutant;
  }

  /** Lives through the plan and one more life, in which everything comes to rest. */
  Facts run(CrashPlan plan) throws IOException, SQLException {
    for (Life life : plan.lives()) {
      live(life);
    }
    return rest();
  }

  /** Each death, in words. */
  List<String> deaths() {
    return deaths;
  }

  /** What the dead server had prepared and the restarted one did not decide in time. */
  List<String> lateInDoubt() {
    return lateInDoubt;
  }

  private void live(Life life) throws IOException, SQLException {
    if (life instanceof Life.OneByOne lone) {
      if (boot(lone.point().rules(lone.transaction()))) {
        resend();
        oneByOne();
      }
    } else if (life instanceof Life.Backlog backlog) {
      if (boot(backlog.point().rules(backlog.transaction()))) {
        resend();
        send(trips.more(backlog.requests()));
        reach(() -> !installation.lives());
      }
    } else if (life instanceof Life.Killed killed) {
      boot("");
      resend();
      long target = effects() + killed.effects();
      send(trips.more(killed.requests()));
      reach(() -> effects() >= target);
      installation.kill9();
    }
    died(life);
  }

  private void died(Life life) throws SQLException {
    if (installation.lives()) {
      throw new AssertionError("the point was not reached: " + life + ", " + progress());
    }
    inDoubt = prepared();
    String death = "%s; %s, %d in doubt".formatted(life, progress(), inDoubt.size());
    deaths.add(death);
    say(death);
  }

  /** Starts the server; what was in doubt must be decided soon after it is ready. */
  private boolean boot(String rules) throws IOException {
    if (!installation.live(mutant + rules)) {
      say("died while starting");
      return false;
    }
    long ready = System.nanoTime();
    boolean decided =
        Until.holds(
            IN_DOUBT,
            () -> !installation.lives() || prepared().stream().noneMatch(inDoubt::contains));
    double seconds = (System.nanoTime() - ready) / 1e9;
    if (!decided) {
      Set<String> late = new LinkedHashSet<>(inDoubt);
      late.retainAll(prepared());
      late.forEach(gid -> lateInDoubt.add("%s after %.1f s".formatted(gid, seconds)));
    }
    say("ready; %d in doubt gone after %.1f s".formatted(inDoubt.size(), seconds));
    return installation.lives();
  }

  private void oneByOne() throws IOException {
    for (int sent = 0; installation.lives() && sent < MOST_LONE; sent++) {
      List<String> id = trips.more(1);
      send(id);
      long settled = trips.demands().size() - trips.unsure().size();
      reach(() -> !installation.lives() || settled() >= settled);
    }
  }

  private void resend() throws IOException {
    List<String> unsure = trips.unsure();
    if (!unsure.isEmpty()) {
      send(unsure);
    }
  }

  private void send(List<String> ids) throws IOException {
    try {
      installation.send(ids.stream().map(trips::request).toList());
      trips.taken(ids);
    } catch (JMSRuntimeException e) {
      if (Until.holds(Duration.ofSeconds(5), () -> !installation.lives())) {
        return; // It died meanwhile: whether they arrived is not known, they are sent again.
      }
      throw e;
    }
  }

  private void reach(BooleanSupplier what) {
    if (!Until.holds(REACH, what)) {
      throw new AssertionError("not reached in %s: %s".formatted(REACH, progress()));
    }
  }

  private Facts rest() throws IOException, SQLException {
    boot("");
    resend();
    long before = -1;
    while (settled() < trips.demands().size()) {
      long now = Facts.number(database, "SELECT count(*) FROM baton_turn");
      if (now == before) {
        break; // The auditor will say what is missing.
      }
      before = now;
      Until.holds(STANDSTILL, () -> settled() >= trips.demands().size());
    }
    say("settled: " + progress());
    Until.holds(IN_DOUBT, () -> prepared().isEmpty());
    Facts[] facts = {Facts.of(installation)};
    Until.holds(
        LAST_READS,
        () -> {
          try {
            return facts[0].atRest() || (facts[0] = Facts.of(installation)).atRest();
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
    say("at rest: " + facts[0]);
    return facts[0];
  }

  private String progress() {
    return "%d of %d requests settled, %d effects"
        .formatted(settled(), trips.demands().size(), effects());
  }

  private long settled() {
    return number("SELECT count(*) FROM baton_case WHERE status NOT IN ('RUNNING','COMPENSATING')");
  }

  private long effects() {
    return number("SELECT count(*) FROM trip_effect");
  }

  private long number(String sql) {
    try {
      return Facts.number(database, sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Set<String> prepared() {
    try {
      return Facts.prepared(database);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void say(String what) {
    System.out.printf("[%5.1f s] %s%n", (System.nanoTime() - began) / 1e9, what);
  }
}
