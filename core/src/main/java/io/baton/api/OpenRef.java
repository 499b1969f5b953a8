package io.baton.api;

import org.jspecify.annotations.Nullable;

/** A one-time answer that somebody outside is to give: hand out its id, then await it. */
public interface OpenRef<T extends @Nullable Object> {
  /**
   * {@code case/ref}: what {@link Cases#answer} takes, as text without blanks. In a case that was
   * started by a record of a topic: the ref's name in the format of that topic, which those outside
   * send back.
   */
  String id();

  /** In a case that was started by a record of a topic {@code thread|id}, else as {@link #id}. */
  String fullId();

  /**
   * @return null when the answer has no value
   * @throws RefusedException when the outside world answered with an error
   * @throws CancelledException when the branch that opened it was cancelled
   */
  T await();
}
