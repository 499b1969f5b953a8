package io.baton.gateway;

import io.baton.port.GatewayStore;
import io.baton.port.GatewayStore.Actor;
import io.baton.port.GatewayStore.CarriedOut;
import io.baton.port.GatewayStore.Handled;
import io.baton.port.GatewayStore.Slot;
import java.util.ArrayList;
import java.util.List;

/** What a transaction writes of a partition's events, all of a kind at once. */
final class Written {
  private final List<Long> ended = new ArrayList<>();
  private final List<Actor> kept = new ArrayList<>();
  private final List<Handled> handled = new ArrayList<>();
  private final List<CarriedOut> carriedOut = new ArrayList<>();

  void add(Note.Done done) {
    long offset = done.event().offset();
    if (done.wishes().isEmpty()) {
      ended.add(offset);
    } else {
      handled.add(new Handled(offset, done.lane().name, done.wishes()));
    }
    if (done.after() != null) {
      kept.add(done.after());
    }
  }

  void add(Note.CarriedOut done) {
    ended.add(done.event().offset());
    carriedOut.add(CarriedOut.all(done.event().offset()));
  }

  void add(Note.Failed failed) {
    if (failed.below() > 0) {
      carriedOut.add(new CarriedOut(failed.event().offset(), failed.below()));
    }
  }

  void to(GatewayStore store, Slot slot) {
    if (!handled.isEmpty()) {
      store.handled(slot, handled);
    }
    if (!carriedOut.isEmpty()) {
      store.carriedOut(slot, carriedOut);
    }
    store.finish(slot, ended, kept);
  }
}
