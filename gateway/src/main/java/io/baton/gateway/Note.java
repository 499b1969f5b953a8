package io.baton.gateway;

import io.baton.port.GatewayStore.Actor;
import io.baton.port.GatewayStore.Waiting;
import io.baton.port.GatewayStore.Wish;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be written about a lane, together with others. */
sealed interface Note {
  Lane lane();

  /**
   * Handled outside of a transaction, or stale.
   *
   * @param after null: the actor is not kept, or as it was
   */
  record Done(Lane lane, Waiting event, @Nullable Actor after, List<Wish> wishes) implements Note {}

  /** All that the event asked for is done. */
  record CarriedOut(Lane lane, Waiting event) implements Note {}

  /**
   * @param below so many of its wishes are done nevertheless
   */
  record Failed(Lane lane, Waiting event, String error, int below) implements Note {}

  /** Nothing is written; what waits is read. */
  record Reload(Lane lane) implements Note {}
}
