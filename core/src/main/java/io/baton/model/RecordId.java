package io.baton.model;

import java.util.Optional;

/**
 * Who a record of Kafka is in all the world. A topic that is made anew has another id, so its
 * records are others.
 *
 * @param cluster id of the Kafka cluster, up to 60 characters, no slash
 * @param topicId id that Kafka gave the topic when it was made, up to 60 characters, no slash
 * @param partition from 0 on
 * @param offset from 0 on
 */
public record RecordId(String cluster, String topicId, int partition, long offset) {
  private static final int MAX_PART = 60;
  private static final int MAX_TEXT = 160;
  private static final String COMMAND = "record ";

  public RecordId {
    part("cluster id", cluster);
    part("topic id", topicId);
    if (partition < 0 || offset < 0) {
      throw new IllegalArgumentException(
          "partition is %d and offset %d, the least is 0".formatted(partition, offset));
    }
  }

  private static void part(String what, String value) {
    Limits.name(what, value, MAX_PART);
    if (value.indexOf('/') >= 0) {
      throw new IllegalArgumentException(what + " contains a slash");
    }
  }

  /**
   * @param text as {@link #text} writes it
   * @throws IllegalArgumentException saying what is wrong
   */
  public static RecordId read(String text) {
    String[] parts = text.length() > MAX_TEXT ? new String[0] : text.split("/", -1);
    if (parts.length != 4) {
      throw new IllegalArgumentException(
          "expected cluster/topic id/partition/offset, found "
              + (text.length() > MAX_TEXT ? text.length() + " characters" : "'" + text + "'"));
    }
    try {
      return new RecordId(parts[0], parts[1], Integer.parseInt(parts[2]), Long.parseLong(parts[3]));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("partition or offset is no number: '" + text + "'", e);
    }
  }

  /** {@code cluster/topic id/partition/offset}. */
  public String text() {
    return source() + "/" + offset;
  }

  /** What has one sequence of offsets: {@code cluster/topic id/partition}. */
  public String source() {
    return cluster + "/" + topicId + "/" + partition;
  }

  /**
   * The id of the command that the record becomes: each case takes the record once, in whatever
   * order records come and however often.
   */
  public CommandId command() {
    return new CommandId(COMMAND + text());
  }

  /** The record that this command was; empty when it was none. */
  public static Optional<RecordId> of(CommandId command) {
    String id = command.value();
    if (!id.startsWith(COMMAND)) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(id.substring(COMMAND.length())));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // Somebody else may have named a message so.
    }
  }

  @Override
  public String toString() {
    return text();
  }
}
