package io.baton.cli;

import io.baton.cli.local.Local;
import io.baton.cli.local.Progress;
import io.baton.cli.torture.Torture;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The long proof. */
@Command(
    name = "torture",
    description =
        "Let records cross in both directions while server, Kafka and Kafka Connect are killed with"
            + " kill -9 again and again, a frozen worker of Connect is held for dead and goes on,"
            + " and Kafka is away for a minute; then count. Starts from an empty database.")
final class TortureCommand implements Callable<Integer> {
  @Option(names = "--kafka", description = "What is tortured: the way by Kafka.")
  private boolean kafka;

  @Option(names = "--records", defaultValue = "20000", description = "About so many, both ways.")
  private int records;

  @Option(names = "--kills", defaultValue = "25", description = "So many deaths.")
  private int kills;

  @Option(names = "--seed", description = "To see the same choices again.")
  private @Nullable Long seed;

  private static final int NUMBERS = 50;

  private final Progress progress = Baton.progress();

  @Override
  public Integer call() throws IOException, SQLException {
    if (!kafka) {
      throw new Refusal("nothing to torture: ./baton torture --kafka");
    }
    long chosen = seed == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : seed;
    int cases = Math.max(1, records / (2 * (NUMBERS + 1)) + 1);
    Local local = Local.here(progress);
    try {
      Torture.Verdict verdict =
          new Torture(local, progress).run(new Torture.Plan(cases, NUMBERS, kills, chosen));
      progress.say(verdict.line());
      return verdict.good() ? 0 : 1;
    } finally {
      local.down();
    }
  }
}
