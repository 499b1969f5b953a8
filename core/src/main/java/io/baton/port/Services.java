package io.baton.port;

import io.baton.model.CaseId;
import io.baton.model.Event;
import io.baton.model.RefId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which services are up, and the requests that wait for those that are down. Every method joins the
 * caller's transaction; what is up is told by the clock that all nodes share.
 */
public interface Services {
  /**
   * Keeps what was last told of a service.
   *
   * @param told UP or DOWN, or null for what it is
   * @param until a service that is UP is down after this; null: until it is told otherwise
   * @param shut true when an operator keeps it down whatever else is told, false when an operator
   *     gives it free; null for what it is
   */
  void tell(String service, @Nullable State told, @Nullable Instant until, @Nullable Boolean shut);

  /** Those of {@code services} that are down. Nothing was told of a service: it is up. */
  Set<String> down(Set<String> services);

  /** All of which something was told, in the order of their names. */
  List<Health> all();

  /** Keeps back what is to be sent to a service. */
  void hold(String service, Held held);

  /** Takes away what is kept back under a key of a case, if anything is. */
  void drop(CaseId id, RefId key);

  /**
   * Takes away what is held for services that are up. What another transaction is taking is passed
   * over.
   *
   * @param max at most so many
   */
  List<Held> release(int max);

  /** What a service is said to be. */
  enum State {
    UP,
    DOWN
  }

  /**
   * What is known of a service.
   *
   * @param state after all that was told, at this moment
   * @param shut true when an operator keeps it down
   * @param until when it will be down unless something is heard; null for never
   * @param held how many requests wait for it
   */
  record Health(String service, State state, boolean shut, @Nullable Instant until, long held) {}

  /**
   * A request, or a start, that waits.
   *
   * @param key the ref, the key of an undo's timer, or {@link #START}
   * @param turn number of the case's turn that held it back
   */
  record Held(CaseId id, RefId key, int attempt, long turn) {
    /** In the place of a ref: the case's first command. */
    public static final RefId START = Event.RequestHeld.START;
  }
}
