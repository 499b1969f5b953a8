package io.baton.port;

import io.baton.model.RecordWish;
import io.baton.model.StreamRecord;

/** Reads the records of one topic. Used by several threads. */
@FunctionalInterface
public interface RecordReader {
  /**
   * Looks at nothing but the record, so that a record that comes again means the same.
   *
   * @throws io.baton.wire.UnreadableException saying what is wrong and where
   */
  RecordWish read(StreamRecord record);
}
