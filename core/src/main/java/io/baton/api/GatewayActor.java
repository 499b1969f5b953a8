package io.baton.api;

import org.jspecify.annotations.Nullable;

/** The one that all events of a key come to, one after the other, with a memory of its own. */
public interface GatewayActor {
  /** The key; what stands for it when there is none, or when it is reserved. */
  String name();

  /** What the event before left here in this run; null at first. */
  @Nullable String state();

  /**
   * Kept when, and only when, the event counts as handled. Null for nothing; not kept at all of
   * records without a key.
   *
   * @throws IllegalArgumentException when it has more than 65,536 characters
   */
  void state(@Nullable String state);

  /**
   * Has something done outside after the event's commit, and only if it commits: kept with it, and
   * carried out by any node that is there then. At most 100 of one event.
   *
   * @param effect name of a {@link GatewayEffect}
   * @param value given to it; at most 65,536 characters
   * @throws IllegalArgumentException when there is no such effect on this node, or it is too much
   */
  void afterCommit(String effect, @Nullable String value);
}
