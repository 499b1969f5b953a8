package io.baton.engine;

import io.baton.model.CaseId;
import io.baton.model.Event;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import io.baton.port.TurnObserver;
import io.baton.port.WakeUp;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Has the clockwork woken for what is due before the next beat would see it. As observer of turns
 * it learns of timers that are set for soon.
 */
public final class Alarm implements TurnObserver {
  /** What is due later than this is left to a later beat. */
  private static final Duration AHEAD = Duration.ofMillis(1_500);

  private final WakeUp wakeUp;
  private long at = System.nanoTime();

  public Alarm(WakeUp wakeUp) {
    this.wakeUp = wakeUp;
  }

  /** The turn's time and the timer's are of the same clock, whatever that of this machine says. */
  @Override
  public void committed(CaseId id, WorkflowId workflow, Turn turn) {
    turn.events().stream()
        .filter(Event.RefOpened.class::isInstance)
        .map(event -> ((Event.RefOpened) event).due())
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .ifPresent(due -> in(TimerFiring.until(due, turn.at())));
  }

  /** Nothing when it will ring earlier anyway: then the clockwork looks what comes next. */
  public synchronized void in(Duration wait) {
    if (wait.compareTo(AHEAD) > 0) {
      return;
    }
    long now = System.nanoTime();
    long wish = now + wait.toNanos();
    boolean willRing = at - now > 0;
    if (!willRing || wish - at < 0) {
      at = wish;
      wakeUp.wakeIn(wait);
    }
  }
}
