package io.baton.standalone;

import io.baton.port.WakeUp;
import java.time.Duration;

/** For a clock that moves only when told: whoever moves it looks what is due. */
final class NobodyWakes implements WakeUp {
  @Override
  public void start(Runnable beat) {}

  @Override
  public void wakeIn(Duration delay) {}

  @Override
  public void stop() {}
}
