package io.baton.model;

import java.util.List;
import java.util.OptionalLong;

/**
 * By which names those outside know a case, and what it waits for, when it was started by a record
 * of a topic whose format has names of its own.
 *
 * @param thread the key of its records, in and out, 1 to {@value #MAX_THREAD} characters
 * @param topic the topic whose settings hold for the case
 * @param offset of the record that started it
 */
public record Naming(Style style, String thread, String topic, long offset) {
  public static final int MAX_THREAD = 190;

  /** How the ids of commands begin that a record has caused; they end with {@code /<offset>}. */
  public static final String RECORD = "record ";

  /** How refs are named that the workflow's code gives no name. */
  public enum Style {
    /** {@code <offset of the record of this turn>:<number in this turn>}. */
    OF_RECORD,
    /** {@code v<number in this case>}. */
    OF_CASE
  }

  public Naming {
    Limits.name("thread id", thread, MAX_THREAD);
    Limits.name("topic", topic, 249);
  }

  private String next(Case now, long inTurn, long inCase) {
    return style == Style.OF_CASE ? "v" + (inCase + 1) : turnOf(now) + ":" + (inTurn + 1);
  }

  /**
   * The name of the next ref that the code gives none. Records of other topics, or of a topic that
   * was made anew, may have the offset of an earlier one: what is taken is left out.
   *
   * @param more those that this turn has opened and the case does not know of yet
   */
  public String next(Case now, List<String> more) {
    for (long number = more.size(); ; number++) {
      String name = next(now, now.namedInTurn() + number, now.namedInCase() + number);
      if (!now.hasNamed(name) && !more.contains(name)) {
        return name;
      }
    }
  }

  /** A turn that no record has caused is known by its own number. */
  private String turnOf(Case now) {
    OptionalLong record = offset(now.command());
    if (record.isPresent()) {
      return String.valueOf(record.getAsLong());
    }
    return now.isBeginning() ? String.valueOf(offset) : "t" + now.turn();
  }

  /** The offset of the record that caused this command; empty when it was none. */
  static OptionalLong offset(CommandId command) {
    String id = command.value();
    int slash = id.lastIndexOf('/');
    String last = id.substring(slash + 1);
    return id.startsWith(RECORD) && slash > 0 && last.matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(last))
        : OptionalLong.empty();
  }
}
