package io.baton.persistence.toy;

import io.baton.port.Counters;
import io.baton.port.TrialCounters;
import java.util.List;
import java.util.function.Consumer;

/** Counters that are counted at once, and counted back by who rolls back. */
final class ToyCounters implements Counters {
  private final TrialCounters counters = new TrialCounters();
  private final Consumer<Runnable> changeBack;

  ToyCounters(Consumer<Runnable> changeBack) {
    this.changeBack = changeBack;
  }

  @Override
  public void count(String what, String about) {
    counters.count(what, about);
    changeBack.accept(() -> counters.add(what, about, -1));
  }

  @Override
  public List<Counted> all() {
    return counters.all();
  }
}
