package io.baton.engine;

import io.baton.port.Calendars;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/**
 * What happens because time passes: timers fire, calendars start cases. A host calls {@link #beat}
 * about once a second; in between, the clockwork has itself woken for what is due earlier.
 */
public final class Clockwork {
  private static final System.Logger LOG = System.getLogger(Clockwork.class.getName());

  private final TimerFiring timers;
  private final KeyTimerFiring keyTimers;
  private final ScheduleFiring schedules;
  private final HeldRequests held;
  private final Alarm alarm;
  private final AtomicInteger wanted = new AtomicInteger();
  private final IntSupplier records;
  private boolean failed;

  public Clockwork(Kernel kernel, Alarm alarm) {
    this(kernel, alarm, () -> 0);
  }

  /**
   * @param records carries out what waited for somebody who is there now, and says how much
   */
  public Clockwork(Kernel kernel, Alarm alarm, IntSupplier records) {
    this.records = records;
    this.timers = new TimerFiring(kernel);
    this.keyTimers = new KeyTimerFiring(kernel);
    this.held = new HeldRequests(kernel);
    this.schedules = new ScheduleFiring(kernel, Clockwork::calendars);
    this.alarm = alarm;
  }

  private static Calendars calendars() {
    return Calendars.find()
        .orElseThrow(() -> new IllegalStateException("no calendar: baton-calendar.jar is missing"));
  }

  /**
   * Fires what is due. May be called by several threads: one of them does the work of all, the
   * others return at once. Never throws a RuntimeException; what failed is tried at the next beat.
   */
  public void beat() {
    if (wanted.getAndIncrement() > 0) {
      return;
    }
    boolean ended = false;
    try {
      int seen;
      do {
        seen = wanted.get();
        fireAndPlan();
      } while (wanted.addAndGet(-seen) > 0);
      ended = true;
    } finally {
      if (!ended) {
        wanted.set(0); // An Error went through: the next beat shall not take it for work going on.
      }
    }
  }

  private void fireAndPlan() {
    try {
      fireDue();
      untilNext()
          .filter(wait -> !wait.isZero()) // Else it is in another transaction's hands.
          .ifPresent(alarm::in);
      failed = false;
    } catch (RuntimeException e) {
      // Once per outage: the database may be away for hours.
      LOG.log(failed ? Level.DEBUG : Level.WARNING, "timers wait: {0}", e.toString());
      LOG.log(Level.DEBUG, "timers wait", e);
      failed = true;
    }
  }

  /**
   * @return how many timers fired, records were put, cases were started and requests set free
   */
  public int fireDue() {
    return timers.fireDue()
        + keyTimers.fireDue()
        + schedules.fireDue()
        + held.release()
        + records.getAsInt();
  }

  /** How long until something is due; zero when it is; empty when nothing will ever be. */
  public Optional<Duration> untilNext() {
    return Stream.of(untilNextTimer(), schedules.untilNext())
        .flatMap(Optional::stream)
        .min(Duration::compareTo);
  }

  /** The same without calendars, which never come to rest. */
  public Optional<Duration> untilNextTimer() {
    return Stream.of(timers.untilNext(), keyTimers.untilNext())
        .flatMap(Optional::stream)
        .min(Duration::compareTo);
  }
}
