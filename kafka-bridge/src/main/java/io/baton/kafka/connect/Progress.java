package io.baton.kafka.connect;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far a partition is put: its last offset, and the last one on each of its lanes. A key has one
 * lane for ever, so whoever handles the records of a lane one after the other handles those of each
 * key in their order. A number of lanes that is bounded lets the broker remember few groups,
 * however many keys there are.
 */
final class Progress {
  static final int LANES = 32;

  /** No record at all, or none that is known. */
  static final long NONE = -1;

  /** 2 to the 32nd, divided by the golden ratio: its product's first bits depend on all bits. */
  private static final int SPREAD = 0x9E3779B9;

  private static final String BETWEEN = ",";

  private final long[] lanes = new long[LANES];
  private long offset;

  private Progress(long offset) {
    this.offset = offset;
    Arrays.fill(lanes, NONE);
  }

  static Progress none() {
    return new Progress(NONE);
  }

  /**
   * As it was written.
   *
   * @param lanes null as written before there were lanes: then none is known of any
   */
  static Progress read(long offset, @Nullable String lanes) {
    Progress progress = new Progress(offset);
    String[] each = lanes == null ? new String[0] : lanes.split(BETWEEN);
    if (each.length == LANES) {
      Arrays.setAll(progress.lanes, lane -> Long.parseLong(each[lane]));
    }
    return progress;
  }

  String lanes() {
    return Arrays.stream(lanes).mapToObj(Long::toString).collect(Collectors.joining(BETWEEN));
  }

  /**
   * Not the hash by which Kafka chooses the partition: by that one the keys of one of 32 partitions
   * would all have the same lane.
   */
  static int laneOf(String key) {
    return (key.hashCode() * SPREAD) >>> (Integer.SIZE - Integer.numberOfTrailingZeros(LANES));
  }

  /** Of the last record that was put or refused. */
  long offset() {
    return offset;
  }

  /** Of the record that was put last on this lane. */
  long previous(int lane) {
    return lanes[lane];
  }

  void put(long record, int lane) {
    lanes[lane] = record;
    offset = record;
  }

  /** Past a record that has no lane, or that was refused. */
  void pass(long record) {
    offset = record;
  }

  /**
   * As if {@code record} had been the last one. What was put on a lane before it is no longer known
   * where something later was put.
   */
  void setTo(long record) {
    Arrays.setAll(lanes, lane -> lanes[lane] > record ? NONE : lanes[lane]);
    offset = record;
  }
}
