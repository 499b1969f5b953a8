package io.baton.ejb;

import io.baton.engine.Alarm;
import io.baton.engine.Clockwork;
import io.baton.engine.Kernel;
import io.baton.port.CaseStoreProvider;
import io.baton.port.Settings;
import io.baton.port.WakeUp;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.IntSupplier;

/** The engine's clockwork, and what the setting {@code baton.wakeup} has it woken by. */
final class Waking {
  private final WakeUp wakeUp;
  private final Alarm alarm;
  private boolean started;
  private boolean stopped;

  /**
   * @param ejb what this server itself brings
   * @throws IllegalStateException naming those there are, when there is no such one
   */
  Waking(CaseStoreProvider.Host host, WakeUp ejb) {
    String wanted = host.setting(Settings.WAKE_UP, Settings.DEFAULT_WAKE_UP);
    this.wakeUp = wanted.equals(Settings.DEFAULT_WAKE_UP) ? ejb : open(wanted, host);
    this.alarm = new Alarm(wakeUp);
  }

  private static WakeUp open(String wanted, CaseStoreProvider.Host host) {
    List<String> known = new ArrayList<>(List.of(Settings.DEFAULT_WAKE_UP));
    for (WakeUp.Provider provider : ServiceLoader.load(WakeUp.Provider.class)) {
      if (provider.name().equals(wanted)) {
        return provider.open(host);
      }
      known.add(provider.name());
    }
    throw new IllegalStateException(
        "BATON-1417 baton.wakeup is '%s'; wake-ups there are: %s".formatted(wanted, known));
  }

  Alarm alarm() {
    return alarm;
  }

  /**
   * Does nothing when it was called before.
   *
   * @param records what is done with records at every beat
   */
  synchronized void start(Kernel kernel, IntSupplier records) {
    if (!started && !stopped) {
      started = true;
      wakeUp.start(new Clockwork(kernel, alarm, records)::beat);
    }
  }

  /** For good. */
  synchronized void stop() {
    if (started && !stopped) {
      wakeUp.stop();
    }
    stopped = true;
  }
}
