package io.baton.workflow;

import io.baton.api.ActivityMode;
import io.baton.model.ActivityName;
import io.baton.model.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel knows of an activity.
 *
 * @param undoing how its effect is taken back
 * @param remote whom to ask; null unless it is REMOTE
 * @param longest how long the call of an EXTERNAL activity may last; null for as long as the host
 *     can bear
 */
public record ActivitySpec(
    ActivityName name,
    ActivityMode mode,
    RetryPolicy retry,
    Undoing undoing,
    @Nullable Remote remote,
    @Nullable Duration longest) {

  /**
   * @param undo null when its effect needs no undoing
   */
  public ActivitySpec(
      ActivityName name,
      ActivityMode mode,
      RetryPolicy retry,
      @Nullable UndoSpec undo,
      @Nullable Remote remote) {
    this(name, mode, retry, Undoing.by(undo, mode), remote, null);
  }

  /** An activity that joins its step's transaction. */
  public ActivitySpec(ActivityName name, RetryPolicy retry, @Nullable UndoSpec undo) {
    this(name, ActivityMode.XA, retry, undo, null);
  }

  /**
   * A worker elsewhere.
   *
   * @param timeout how long an attempt may go without a sign of life
   * @param maxProgress how many signs of life an attempt may give before it counts as failed; null
   *     for any number
   * @param resend whether a failure told in the format of another system, which cannot say so
   *     itself, is worth another try
   * @param group which group of the destination's workers is asked, at {@code destination.group};
   *     null for the one that the case names, or for none
   */
  public record Remote(
      String destination,
      Duration timeout,
      @Nullable Integer maxProgress,
      boolean resend,
      @Nullable String group) {
    public Remote(String destination, Duration timeout) {
      this(destination, timeout, null, false, null);
    }
  }

  /**
   * What takes an effect back.
   *
   * @param calls made side by side; empty when there is nothing to be taken back
   * @param whenUnknown also when nobody knows whether there was an effect: whoever works outside
   *     the transaction may have done it without our ever hearing so
   */
  public record Undoing(List<UndoSpec> calls, boolean whenUnknown) {
    public Undoing {
      calls = List.copyOf(calls);
    }

    /** By one call or, if it is null, by none; an effect of unknown fate is taken back, too. */
    public static Undoing by(@Nullable UndoSpec undo, ActivityMode mode) {
      return new Undoing(undo == null ? List.of() : List.of(undo), mode != ActivityMode.XA);
    }
  }

  /**
   * One call that takes an effect back.
   *
   * @param takesResult whether the undo gets the activity's result after its arguments
   * @param given its arguments when they are others than the activity's; null for those
   */
  public record UndoSpec(ActivityName name, boolean takesResult, @Nullable List<Payload> given) {
    public UndoSpec(ActivityName name, boolean takesResult) {
      this(name, takesResult, null);
    }

    /**
     * @param result null when it is not known
     */
    public List<Payload> args(List<Payload> done, @Nullable Payload result) {
      if (given != null) {
        return given;
      }
      if (!takesResult) {
        return done;
      }
      List<Payload> args = new ArrayList<>(done);
      args.add(result == null ? Payload.NULL : result);
      return args;
    }
  }
}
