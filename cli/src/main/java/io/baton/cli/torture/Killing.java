package io.baton.cli.torture;

import io.baton.cli.local.KafkaSide;
import io.baton.cli.local.Local;
import io.baton.cli.local.Progress;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Kills one process after the other with kill -9, and starts it again; a seed says which and when.
 */
final class Killing {
  private static final int LONGEST_PAUSE_MILLIS = 1_000;
  private static final int LONGEST_ABSENCE_MILLIS = 2_000;
  private static final int LONGEST_TOGETHER_MILLIS = 5_000;
  private static final int OUTAGE_MILLIS = 60_000;

  private final Local local;
  private final KafkaSide kafka;
  private final Progress progress;
  private final Random random;
  private int number;
  private int zombies;

  Killing(Local local, KafkaSide kafka, Progress progress, long seed) {
    this.local = local;
    this.kafka = kafka;
    this.progress = progress;
    this.random = new Random(seed);
  }

  /** Who can be killed. The server has the JMS broker in it. */
  private enum Victim {
    SERVER,
    KAFKA,
    CONNECT,
    SERVER_AND_CONNECT,
    KAFKA_AND_CONNECT
  }

  /** Returns when the killed is up again. */
  void next() throws IOException, SQLException {
    Victim victim = Victim.values()[random.nextInt(Victim.values().length)];
    pause(random.nextInt(LONGEST_PAUSE_MILLIS));
    progress.step("kill -9 number %d: %s".formatted(++number, victim));
    kill(victim);
    pause(random.nextInt(LONGEST_ABSENCE_MILLIS));
    startAgain(victim);
  }

  /** Freezes the worker of Connect and thaws it when another has taken its tasks over. */
  void zombie() throws IOException {
    pause(random.nextInt(LONGEST_PAUSE_MILLIS));
    progress.step("zombie number %d: CONNECT".formatted(++zombies));
    kafka.haveZombie(Duration.ofMillis(random.nextInt(LONGEST_TOGETHER_MILLIS)));
  }

  /** Kafka is away for longer than anybody's buffers, requests or sessions would bear. */
  void outage() throws IOException {
    progress.step("Kafka is away for %d s".formatted(OUTAGE_MILLIS / 1_000));
    kafka.killKafka();
    pause(OUTAGE_MILLIS);
    kafka.startKafka();
  }

  private void kill(Victim victim) throws IOException {
    if (victim == Victim.SERVER || victim == Victim.SERVER_AND_CONNECT) {
      local.killServer();
    }
    if (victim == Victim.KAFKA || victim == Victim.KAFKA_AND_CONNECT) {
      kafka.killKafka();
    }
    if (victim != Victim.SERVER && victim != Victim.KAFKA) {
      kafka.killConnect();
    }
  }

  private void startAgain(Victim victim) throws IOException, SQLException {
    if (victim == Victim.KAFKA || victim == Victim.KAFKA_AND_CONNECT) {
      kafka.startKafka();
    }
    if (victim == Victim.SERVER || victim == Victim.SERVER_AND_CONNECT) {
      local.startServerAgain();
    }
    if (victim != Victim.SERVER && victim != Victim.KAFKA) {
      kafka.startConnect();
    }
  }

  /** The moments at which things die are the point here, so nothing is waited for. */
  private static void pause(int millis) {
    long until = System.nanoTime() + Duration.ofMillis(millis).toNanos();
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
  }
}
