package io.baton.port;

import java.time.Instant;
import java.util.Optional;
import java.util.ServiceLoader;

/** Reads calendars; found by {@link java.util.ServiceLoader}. */
public interface Calendars {
  /**
   * @param cron five fields as in Unix: minute, hour, day of month, month, day of week
   * @param zone such as {@code Europe/Paris}
   * @throws IllegalArgumentException saying what is wrong with {@code cron} or {@code zone}
   */
  Calendar read(String cron, String zone);

  /** Those beside this class. */
  static Optional<Calendars> find() {
    return ServiceLoader.load(Calendars.class, Calendars.class.getClassLoader()).findFirst();
  }

  /** Firings, each a moment of its own, in the order of time. */
  @FunctionalInterface
  interface Calendar {
    /** The first firing after {@code moment}; empty when there is none any more. */
    Optional<Instant> next(Instant moment);
  }
}
