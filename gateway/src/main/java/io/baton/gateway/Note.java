package io.baton.gateway;

import io.baton.port.GatewayStore.Actor;
import io.baton.port.GatewayStore.Waiting;
import org.jspecify.annotations.Nullable;

/** What is to be written about a lane, together with others. */
sealed interface Note {
  Lane lane();

  /** Handled outside of a transaction, or stale. Null: the actor is not kept, or as it was. */
  record Done(Lane lane, Waiting event, @Nullable Actor after) implements Note {}

  record Failed(Lane lane, Waiting event, String error) implements Note {}

  /** Nothing is written; what waits is read. */
  record Reload(Lane lane) implements Note {}
}
