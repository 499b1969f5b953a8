package io.baton.persistence.toy;

import io.baton.model.CaseId;
import io.baton.model.RefId;
import io.baton.port.Destinations;
import io.baton.port.Services.Held;
import io.baton.port.TrialDestinations;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Destinations that are changed at once, and changed back by who rolls back. */
final class ToyDestinations implements Destinations {
  private final TrialDestinations all = new TrialDestinations(Instant::now);
  private final Consumer<CaseId> own;
  private final Consumer<Runnable> changeBack;

  ToyDestinations(Consumer<CaseId> own, Consumer<Runnable> changeBack) {
    this.own = own;
    this.changeBack = changeBack;
  }

  private void lock(String destination) {
    own.accept(new CaseId("line of " + destination));
    Runnable back;
    synchronized (all) {
      back = all.remembered(destination);
    }
    changeBack.accept(
        () -> {
          synchronized (all) {
            back.run();
          }
        });
  }

  @Override
  public boolean enter(String destination, String tenant, Held request, Limit limit) {
    lock(destination);
    synchronized (all) {
      return all.enter(destination, tenant, request, limit);
    }
  }

  @Override
  public Left leave(String destination, CaseId id, RefId key, Limit limit) {
    lock(destination);
    synchronized (all) {
      return all.leave(destination, id, key, limit);
    }
  }

  @Override
  public List<Held> release(String destination, Limit limit, int max) {
    lock(destination);
    synchronized (all) {
      return all.release(destination, limit, max);
    }
  }

  @Override
  public List<Load> all() {
    synchronized (all) {
      return all.all();
    }
  }
}
