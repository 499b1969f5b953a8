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
 * @param undo null when its effect needs no undoing
 * @param remote whom to ask; null unless it is REMOTE
 * @param longest how long the call of an EXTERNAL activity may last; null for as long as the host
 *     can bear
 */
public record ActivitySpec(
    ActivityName name,
    ActivityMode mode,
    RetryPolicy retry,
    @Nullable UndoSpec undo,
    @Nullable Remote remote,
    @Nullable Duration longest) {

  public ActivitySpec(
      ActivityName name,
      ActivityMode mode,
      RetryPolicy retry,
      @Nullable UndoSpec undo,
      @Nullable Remote remote) {
    this(name, mode, retry, undo, remote, null);
  }

  /** An activity that joins its step's transaction. */
  public ActivitySpec(ActivityName name, RetryPolicy retry, @Nullable UndoSpec undo) {
    this(name, ActivityMode.XA, retry, undo, null);
  }

  /**
   * A worker elsewhere.
   *
   * @param timeout how long an attempt may go without a sign of life
   */
  public record Remote(String destination, Duration timeout) {}

  /**
   * How an effect is taken back.
   *
   * @param takesResult whether the undo gets the activity's result after its arguments
   */
  public record UndoSpec(ActivityName name, boolean takesResult) {
    /**
     * @param result null when it is not known
     */
    public List<Payload> args(List<Payload> done, @Nullable Payload result) {
      if (!takesResult) {
        return done;
      }
      List<Payload> args = new ArrayList<>(done);
      args.add(result == null ? Payload.NULL : result);
      return args;
    }
  }
}
