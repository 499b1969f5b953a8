package io.baton.workflow;

import io.baton.model.ActivityName;
import io.baton.model.Payload;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel knows of an activity.
 *
 * @param undo null when its effect needs no undoing
 */
public record ActivitySpec(ActivityName name, RetryPolicy retry, @Nullable UndoSpec undo) {
  /**
   * How an effect is taken back.
   *
   * @param takesResult whether the undo gets the activity's result after its arguments
   */
  public record UndoSpec(ActivityName name, boolean takesResult) {
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
