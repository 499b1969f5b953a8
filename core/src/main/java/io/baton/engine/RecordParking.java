package io.baton.engine;

import io.baton.model.StreamRecord;

/** Where the host puts records aside that cannot be carried out, whole, for people to look at. */
@FunctionalInterface
public interface RecordParking {
  /** Joins the caller's transaction. */
  void park(StreamRecord record, String reason);
}
