package io.baton.model;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By which names those outside know a case, and what it waits for, when it was started by a record
 * of a topic whose format has names of its own; and what the settings of that topic were then.
 *
 * @param thread the key of its records, in and out, 1 to {@value #MAX_THREAD} characters
 * @param topic of the record that started it
 * @param record that started it
 * @param result the topic that gets the result; null for none
 * @param error the topic that gets the reason why there is no result; null for none
 * @param outputs other topics that may be written to; null for all
 */
public record Naming(
    Style style,
    String thread,
    String topic,
    RecordId record,
    @Nullable String result,
    @Nullable String error,
    @Nullable List<String> outputs) {
  public static final int MAX_THREAD = 185;

  private static final String RUN = "~run";
  private static final Pattern LATER_RUN = Pattern.compile(".*" + RUN + "[0-9]+", Pattern.DOTALL);

  /** How refs are named that the workflow's code gives no name. */
  public enum Style {
    /** {@code <offset of the record of this turn>:<number in this turn>}. */
    OF_RECORD,
    /** {@code v<number in this case>}. */
    OF_CASE
  }

  public Naming {
    Limits.name("thread id", thread, MAX_THREAD);
    if (LATER_RUN.matcher(thread).matches()) {
      throw new IllegalArgumentException(
          "thread id '%s' ends as the later runs of another thread do".formatted(thread));
    }
    Limits.name("topic", topic, 249);
    outputs = outputs == null ? null : List.copyOf(outputs);
  }

  /**
   * The case of a thread.
   *
   * @param run 1 for the first, 2 for that which the thread begins after the end of the first
   */
  public static CaseId caseOf(String thread, int run) {
    return new CaseId(run == 1 ? thread : thread + RUN + run);
  }

  public boolean mayWriteTo(String output) {
    return outputs == null
        || outputs.contains(output)
        || output.equals(result)
        || output.equals(error);
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

  private String next(Case now, long inTurn, long inCase) {
    return style == Style.OF_CASE ? "v" + (inCase + 1) : turnOf(now) + ":" + (inTurn + 1);
  }

  /** A turn that no record has caused is known by its own number. */
  private String turnOf(Case now) {
    Optional<RecordId> cause = RecordId.of(now.command());
    if (cause.isPresent()) {
      return String.valueOf(cause.get().offset());
    }
    return now.isBeginning() ? String.valueOf(record.offset()) : "t" + now.turn();
  }
}
