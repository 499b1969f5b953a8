package io.baton.ejb;

import io.baton.port.WakeUp;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.LocalBean;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Singleton;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@code baton.wakeup=ejb}: a non-persistent timer of the EJB timer service beats on each node.
 *
 * <p>WildFly's timer service counts by the server's clock: put back by an hour, it is silent for an
 * hour. So the managed executor, which counts steadily, makes the timer anew when it has been
 * silent; moments between two beats are awaited by it altogether.
 */
@Singleton
@LocalBean
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@SuppressWarnings("NullAway.Init") // The container injects the fields.
public class EjbWakeUp implements WakeUp {
  private static final System.Logger LOG = System.getLogger(EjbWakeUp.class.getName());
  private static final long BEAT_MILLIS = 1_000;
  private static final Duration SILENCE = Duration.ofSeconds(3);

  @Resource private TimerService timers;
  @Resource private ManagedScheduledExecutorService steady;
  @Resource private SessionContext context;

  private volatile @Nullable Runnable beat;
  private @Nullable Future<?> watch;
  private @Nullable Timer heartbeat;
  private volatile long heard;

  @Override
  public synchronized void start(Runnable beat) {
    this.beat = beat;
    newHeartbeat();
    EjbWakeUp self = context.getBusinessObject(EjbWakeUp.class);
    watch =
        steady.scheduleWithFixedDelay(
            self::watch, SILENCE.toMillis(), SILENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void newHeartbeat() {
    heartbeat = timers.createIntervalTimer(BEAT_MILLIS, BEAT_MILLIS, new TimerConfig(null, false));
    heard = System.nanoTime();
  }

  /** Called by the executor. */
  public synchronized void watch() {
    boolean silent = System.nanoTime() - heard > SILENCE.toNanos();
    if (!silent || beat == null) {
      return;
    }
    LOG.log(
        System.Logger.Level.INFO,
        "the EJB timer service has been silent for more than {0}: its timer is made anew",
        SILENCE);
    if (heartbeat != null) {
      heartbeat.cancel();
    }
    newHeartbeat();
  }

  /** Called by the timer service. */
  @Timeout
  void tick(Timer timer) {
    heard = System.nanoTime();
    call();
  }

  @Override
  public void wakeIn(Duration delay) {
    if (beat != null) {
      var unused = steady.schedule(this::call, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void call() {
    Runnable now = beat;
    if (now != null) {
      now.run();
    }
  }

  @Override
  public synchronized void stop() {
    beat = null;
    if (watch != null) {
      watch.cancel(false);
    }
    if (heartbeat != null) {
      heartbeat.cancel();
    }
  }
}
